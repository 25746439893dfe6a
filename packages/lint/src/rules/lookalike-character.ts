import { type FoundLookalike, findLookalikes, nameCharacter } from '@stash-functions/core/decode';
import type { PlacedString } from '@stash-functions/templating';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { specStrings } from '../subject/strings.ts';

type Kind = 'Function' | 'Task' | 'Repository' | 'AppBinding' | 'BackupBlueprint' | InvokerKind;

/** Characters that look right but are others. */
export const lookalikeCharacter: RuleFor<'lookalike-character', Kind> = {
  code: 'lookalike-character',
  severity: 'warning',
  kinds: ['Function', 'Task', 'Repository', 'AppBinding', 'BackupBlueprint', ...invokerKinds],
  meaning: 'A character looks like another one, or cannot be seen at all.',
  explanation: `Word processors and web pages put curly quotes around an argument, a dash in place of \`--\`, and other
kinds of spaces. These characters go to the program as they are. The rule finds quotes at both ends and dashes at the
beginning. Anywhere in a text, it finds characters without a width, and characters that look like a space.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: [–host=db]
`,
  cure: 'type the character again.',
  check: (resource) => specStrings(resource).flatMap((string) => inString(string)),
};

function inString({ text, path }: PlacedString): ReadonlyArray<Finding> {
  const found = findLookalikes(text);
  if (found.length === 0) return [];
  const [first] = found;
  const last = found.at(-1);
  const isQuoted =
    first?.offset === 0 &&
    isQuote(first) &&
    last !== undefined &&
    last !== first &&
    isQuote(last) &&
    isAtEnd(last, text);
  return found.flatMap((each): ReadonlyArray<Finding> => {
    const isOuterQuote = isQuoted && (each === first || each === last);
    const isDash =
      each.ascii === '-' && /(?:^|\s)$/.test(text.slice(0, each.offset)) && /\S/.test(text[each.offset + 1] ?? '');
    const isSpace = each.ascii === ' ' || each.ascii === '\n';
    const isHidden = each.ascii === '' && !isInWord(text, each);
    if (!isOuterQuote && !isDash && !isSpace && !isHidden) return [];
    const replacement = isOuterQuote ? '' : isDash ? dashFor(text, each) : each.ascii;
    return [
      {
        message: `${nameCharacter(each.character)} stands in ${isDash ? 'place of a dash' : 'the text'}${isHidden ? ', where nobody sees it' : ''}`,
        path,
        offset: each.offset,
        length: each.character.length,
        hint: replacement === '' ? 'remove it' : `write ${replacement === ' ' ? 'a space' : `\`${replacement}\``}`,
        fix: { was: each.character, text: replacement },
      },
    ];
  });
}

function isQuote({ ascii }: FoundLookalike): boolean {
  return ascii === '"' || ascii === "'";
}

function isAtEnd({ offset, character }: FoundLookalike, text: string): boolean {
  return offset + character.length === text.length;
}

/** A dash before a word of several letters stands for two hyphens. */
function dashFor(text: string, { offset, character }: FoundLookalike): string {
  return /^[A-Za-z]{2}/.test(text.slice(offset + character.length)) ? '--' : '-';
}

/** Some scripts, and emoji, need joiners. */
function isInWord(text: string, { offset, character }: FoundLookalike): boolean {
  if (!joiners.has(character)) return false;
  return /[^\0-\x7F]$/u.test(text.slice(0, offset));
}

const joiners: ReadonlySet<string> = new Set(['\u200c', '\u200d', '\ufe0e', '\ufe0f']);
