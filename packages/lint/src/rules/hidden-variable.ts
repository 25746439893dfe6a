import { hiddenVariables } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { environmentsOf } from '../subject/settings.ts';

/** One environment variable twice. */
export const hiddenVariable: RuleFor<'hidden-variable', 'Function' | SettingsKind> = {
  code: 'hidden-variable',
  severity: 'warning',
  kinds: ['Function', ...settingsKinds],
  meaning: 'One environment variable is defined twice.',
  explanation: `The last definition wins. One that refers to the first, as \`PATH: $(PATH):/opt/bin\`, is meant that way.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  runtimeSettings:
    env:
      - { name: PGHOST, value: db }
      - { name: PGHOST, value: db-replica }
`,
  cure: 'remove one of them.',
  check: (resource) =>
    environmentsOf(resource).flatMap(({ env, path }) =>
      hiddenVariables(env).map((index): Finding => {
        const message = `the environment variable \`${env[index]?.name}\` is there twice, and the last one wins`;
        return { message, path: [...path, index, 'name'], hint: 'remove one of them' };
      }),
    ),
};
