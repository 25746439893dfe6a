import { isShellVariable, type PlacedString, parseText } from '@stash-functions/templating';
import type { Finding, RuleFor } from '../rule.ts';
import { containerEnvironment } from '../subject/container-environment.ts';
import { specStrings } from '../subject/strings.ts';
import { templateNames } from '../subject/template-names.ts';

/**
 * A `$NAME` or the like, with the name of a variable that the Function could use. Only braces behind the dollar would
 * make it a placeholder.
 */
export const bareDollarName: RuleFor<'bare-dollar-name', 'Function' | 'Task'> = {
  code: 'bare-dollar-name',
  severity: 'warning',
  kinds: ['Function', 'Task'],
  meaning: 'A variable is written in the syntax of another language, and stays text.',
  explanation: `Only \`\${NAME}\` is a variable of a template. \`$NAME\`, \`{{NAME}}\` and \`%NAME%\` go to the program
as they are. So does \`$(NAME)\` if the container has no environment variable of that name. The rule reports names of
built-in variables and of params.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: ['--name=$TARGET_NAME']
`,
  cure: 'write `${NAME}`, or `$$NAME` if you mean text.',
  check: (resource, context) => {
    const strings = specStrings(resource).filter(({ text }) => mayBeBare.test(text));
    if (strings.length === 0) return [];
    const known = templateNames(resource, context);
    const env = resource.kind === 'Function' ? containerEnvironment(resource, context).names : new Set<string>();
    return strings.flatMap((string) => inString(string, known, env));
  },
};

function inString(
  { text, path }: PlacedString,
  known: ReadonlySet<string>,
  env: ReadonlySet<string>,
): ReadonlyArray<Finding> {
  let offset = 0;
  return parseText(text).template.parts.flatMap((part): ReadonlyArray<Finding> => {
    const start = offset;
    offset += part.kind === 'literal' ? part.source.length : part.length;
    if (part.kind !== 'literal') return [];
    return [...part.source.matchAll(bare)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
      if (!known.has(name) || env.has(name) || isShellVariable(name, text)) return [];
      const written = match[0];
      return [
        {
          message:
            match[2] === undefined
              ? `\`${written}\` is text: only \`\${${name}}\` is a variable`
              : `\`${written}\` is an environment variable, and the container has none of that name`,
          path,
          offset: start + match.index,
          length: written.length,
          hint: written.startsWith('$')
            ? `write \`\${${name}}\`, or \`$${written}\` to say that it is meant as text`
            : `write \`\${${name}}\``,
          fix: { was: written, text: `\${${name}}` },
        },
      ];
    });
  });
}

/** Most strings have none of these, and then nothing is asked about their variables. */
const mayBeBare = /\$[A-Za-z_(]|\{\{|%[A-Za-z_]/;

/** `$NAME`, `$(NAME)`, `{{NAME}}` and `%NAME%`. */
const bare = /(?<!\$)\$([A-Za-z_]\w*)|(?<!\$)\$\(([A-Za-z_]\w*)\)|\{\{\s*([A-Za-z_]\w*)\s*\}\}|%([A-Za-z_]\w*)%/g;
