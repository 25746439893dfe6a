import type { RuleFor } from '../rule.ts';

/** PodSecurityPolicies, which Kubernetes has not had since 1.25. */
export const podSecurityPolicyRemoved: RuleFor<'pod-security-policy-removed', 'Function'> = {
  code: 'pod-security-policy-removed',
  severity: 'warning',
  kinds: ['Function'],
  meaning: 'A Function names a PodSecurityPolicy, a kind that Kubernetes 1.25 removed.',
  explanation: `The field has no effect on such a cluster. The container may be refused, or may do more than was meant.
Set \`kubernetesVersion: '1.24'\` if the cluster is that old.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  podSecurityPolicyName: baseline
`,
  cure: 'remove the field, and label the namespace with the Pod Security Standard that the container needs.',
  check: ({ spec }, { options }) => {
    const name = spec?.podSecurityPolicyName;
    if (name === undefined || name === '' || isBefore125(options.kubernetesVersion)) return [];
    return [
      {
        message: `the PodSecurityPolicy \`${name}\` has no effect: Kubernetes 1.25 removed the kind`,
        path: ['spec', 'podSecurityPolicyName'],
        hint: 'remove the field, and label the namespace with the Pod Security Standard that the container needs',
      },
    ];
  },
};

function isBefore125(version: string | undefined): boolean {
  const match = /^v?(\d+)\.(\d+)/.exec(version ?? '');
  if (match === null) return false;
  const [major = 0, minor = 0] = match.slice(1).map(Number);
  return major < 1 || (major === 1 && minor < 25);
}
