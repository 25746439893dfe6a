import { endOfLine, type Line } from './line.ts';
import { clip, type Edit, type Failure, type Mistake } from './mistake.ts';

/** The command that printed a manifest, copied along with it: `$ kubectl get repository -o yaml`. */
export const commandLine: Mistake = ({ text, line }) => {
  if (!prompt.test(line.text) && !command.test(line.text)) return undefined;
  return {
    ...rangeOf(line),
    message: `\`${clip(line.text.trim())}\` is a command and no part of the manifest`,
    hint: 'remove the line',
    edit: removal(text, line),
  };
};

/** `...`, which articles write in place of lines that do not matter. */
export const leftOut: Mistake = ({ text, line }: Failure) => {
  const shown = line.text.trim();
  if (!ellipsis.test(shown)) return undefined;
  return {
    ...rangeOf(line),
    message: `\`${shown}\` stands for lines that were left out`,
    hint: 'write them out, or remove the line',
    edit: removal(text, line),
  };
};

const prompt = /^\s*(?:[$❯➜»λ%]|PS [^>]*>|[\w.-]+@[\w.-]+[^$#:]*[$#])\s+[a-z./]\S*/;
const command = /^\s*(?:sudo )?(?:kubectl|oc|helm)\s+[a-z-]+(?:\s|$)|^EOF$/;
const ellipsis = /^(?:\.{3,}|…|[[<(](?:\.{3,}|…)[\])>])$/;

function rangeOf({ start, text }: Line): { readonly start: number; readonly end: number } {
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
}

/** The edit that removes a line with the line break before it. A range that ends with a line break would be cut. */
function removal(text: string, { start, isWhole }: Line): Edit | undefined {
  return isWhole ? { start: Math.max(0, start - 1), end: endOfLine(text, start), text: '' } : undefined;
}
