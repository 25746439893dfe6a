import { deprecatedNodeLabel } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { podSettingsOf } from '../subject/settings.ts';

/** Labels of nodes that have other names today. */
export const deprecatedLabel: RuleFor<'deprecated-label', SettingsKind> = {
  code: 'deprecated-label',
  severity: 'warning',
  kinds: settingsKinds,
  meaning: 'A node is chosen by a label that has a new name.',
  explanation: `Nodes of newer clusters do not have the old label, so the pod finds no node. The rule checks
\`nodeSelector\`, node affinity, and the \`topologyKey\` of affinities and spread constraints. An API server warns of
these labels too.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  runtimeSettings:
    pod: { nodeSelector: { beta.kubernetes.io/os: linux } }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write the new name of the label.',
  check: (resource) =>
    podSettingsOf(resource).flatMap(({ value, path }) => [
      ...Object.keys(value.nodeSelector ?? {}).flatMap((label) =>
        deprecated(label, [...path, 'nodeSelector', label], 'key'),
      ),
      ...labelsIn(value.affinity, [...path, 'affinity']),
      ...labelsIn(value.topologySpreadConstraints, [...path, 'topologySpreadConstraints']),
    ]),
};

/** The values of `key` and `topologyKey` at every depth of a part of the pod's settings. */
function labelsIn(value: unknown, path: ReadonlyArray<string | number>): ReadonlyArray<Finding> {
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, child]): ReadonlyArray<Finding> => {
    const at = [...path, isList ? Number(key) : key];
    if (typeof child === 'string') return key === 'key' || key === 'topologyKey' ? deprecated(child, at, 'value') : [];
    return labelsIn(child, at);
  });
}

function deprecated(label: string, path: ReadonlyArray<string | number>, at: 'key' | 'value'): ReadonlyArray<Finding> {
  const found = deprecatedNodeLabel(label);
  if (found === undefined) return [];
  const message = `the label \`${label}\` of nodes is deprecated`;
  if (found.today === undefined) return [{ message, path, at, hint: `use ${found.instead}` }];
  return [{ message, path, at, hint: `write \`${found.today}\``, fix: { was: label, text: found.today } }];
}
