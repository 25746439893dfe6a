import { didYouMean } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { containerEnvironment, kubernetesReferences } from '../subject/container-environment.ts';
import { expandedStrings } from '../subject/strings.ts';
import { templateNames } from '../subject/template-names.ts';

/** A `$(NAME)` in a container without such a variable. */
export const undefinedReference: RuleFor<'undefined-reference', 'Function'> = {
  code: 'undefined-reference',
  severity: 'warning',
  kinds: ['Function'],
  meaning: 'A `$(NAME)` refers to an environment variable that the container does not have.',
  explanation: `Kubernetes leaves an unknown reference as it is, so the program gets the text \`$(NAME)\`. If the
container has an \`envFrom\`, nothing is reported. Neither are names in lower case, because a shell may run these as
commands.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  args: ['--host=$(PGHOST)']
`,
  cure: 'set it in `runtimeSettings.env` of the Function, or use a variable of the template.',
  ofUse: true,
  check: (fn, context) => {
    const strings = expandedStrings(fn).filter(({ text }) => text.includes('$('));
    if (strings.length === 0) return [];
    const { names, isOpen } = containerEnvironment(fn, context);
    if (isOpen) return [];
    // Such names are found as variables of a template in the syntax of another language.
    const meant = templateNames(fn, context);
    return strings.flatMap(({ text, path }) =>
      kubernetesReferences(text).flatMap((reference): ReadonlyArray<Finding> => {
        const { name, offset } = reference;
        const isOther = names.has(name) || !/^[A-Z][A-Z0-9_]*$/.test(name) || meant.has(name);
        if (isOther) return [];
        const near = didYouMean(name, names);
        return [
          {
            message: `\`${reference.text}\` stays text: the container has no environment variable \`${name}\``,
            path,
            offset,
            length: reference.text.length,
            hint:
              near === undefined ? 'set it in `runtimeSettings.env` of the Function' : `did you mean \`$(${near})\`?`,
            fix: near === undefined ? undefined : { was: reference.text, text: `$(${near})` },
          },
        ];
      }),
    );
  },
};
