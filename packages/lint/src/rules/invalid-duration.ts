import { durationFault } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { present } from '../subject/placed.ts';

/** Durations that the operator cannot read, or that are not above zero. */
export const invalidDuration: RuleFor<'invalid-duration', SettingsKind> = {
  code: 'invalid-duration',
  severity: 'error',
  kinds: settingsKinds,
  meaning: '`timeOut` or `retryConfig.delay` is no duration.',
  explanation: `The CRD accepts any string, but the operator cannot read the object then. A duration has a unit, \`s\`,
\`m\` or \`h\`; there is none for days. A duration of zero or less is a warning, because nothing waits for it.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  timeOut: 1d
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write hours, minutes and seconds: `24h`, `1h30m`, `90s`.',
  check: (resource) => {
    const { spec } = resource;
    const retry = spec !== undefined && 'retryConfig' in spec ? spec.retryConfig : undefined;
    return present([
      { value: spec?.timeOut, path: ['spec', 'timeOut'] },
      { value: retry?.delay, path: ['spec', 'retryConfig', 'delay'] },
    ]).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      const fault = durationFault(value);
      if (fault === undefined) return [];
      const { message, hint, replacement } = fault;
      return [
        {
          severity: /^[+-]?0|^-/.test(value) && /[smh]$|^0$/.test(value) ? 'warning' : undefined,
          message,
          hint,
          path,
          fix: replacement === undefined ? undefined : { was: value, text: replacement },
        },
      ];
    });
  },
};
