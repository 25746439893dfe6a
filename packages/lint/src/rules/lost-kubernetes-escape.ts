import type { RuleFor } from '../rule.ts';
import { expandedStrings } from '../subject/strings.ts';

/** A `$$(VAR)`, which loses one `$` in the placeholder language. Kubernetes then expands what was meant as text. */
export const lostKubernetesEscape: RuleFor<'lost-kubernetes-escape', 'Function'> = {
  code: 'lost-kubernetes-escape',
  severity: 'warning',
  kinds: ['Function'],
  meaning: 'A `$$(NAME)` loses one `$` to the template, and Kubernetes expands the rest.',
  explanation: `In a template, \`$$\` is a literal \`$\`. So Kubernetes reads \`$(NAME)\`, a reference to a variable of
the container, in place of the text.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: ['--note=$$(HOME)']
`,
  cure: 'write `$$$$(NAME)` for the text, or `$(NAME)` for the variable of the container.',
  check: (fn) =>
    expandedStrings(fn).flatMap(({ text, path }) => {
      if (!text.includes('$$(')) return [];
      return [...text.matchAll(/(?<!\$)\$\$\(([A-Za-z_][\w.-]*)\)/g)].map((match) => ({
        message: `\`${match[0]}\` resolves to \`$(${match[1]})\`, which Kubernetes expands as a variable of the container`,
        path,
        offset: match.index,
        length: match[0].length,
        hint: `write \`$$$$(${match[1]})\` for the text, or \`$(${match[1]})\` for the variable of the container`,
      }));
    }),
};
