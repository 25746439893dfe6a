import type { Finding, RuleFor } from '../rule.ts';
import { kubernetesReferences } from '../subject/container-environment.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { environmentsOf } from '../subject/settings.ts';

/** An environment variable that refers to one below it. */
export const lateReference: RuleFor<'late-reference', 'Function' | SettingsKind> = {
  code: 'late-reference',
  severity: 'warning',
  kinds: ['Function', ...settingsKinds],
  meaning: 'An environment variable refers to one that is defined below it.',
  explanation: `Kubernetes goes through \`env\` in order, so the one above gets the text \`$(NAME)\` and not the value.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  runtimeSettings:
    env:
      - { name: PGURL, value: 'postgres://$(PGUSER)@db' }
      - { name: PGUSER, value: app }
`,
  cure: 'move the variable above the one that refers to it.',
  check: (resource) =>
    environmentsOf(resource).flatMap(({ env, path }) => {
      if (env.length < 2) return [];
      const last = new Map(env.map(({ name }, index) => [name, index]));
      const first = new Map([...env.entries()].reverse().map(([index, { name }]) => [name, index]));
      return env.flatMap(({ value = '' }, index) =>
        kubernetesReferences(value).flatMap(({ text, name, offset }): ReadonlyArray<Finding> => {
          const defined = first.get(name);
          if (defined === undefined || defined < index || last.get(name) === index) return [];
          return [
            {
              message: `\`${text}\` stays text: \`${name}\` is defined below`,
              path: [...path, index, 'value'],
              offset,
              length: text.length,
              hint: `move \`${name}\` above \`${env[index]?.name}\``,
            },
          ];
        }),
      );
    }),
};
