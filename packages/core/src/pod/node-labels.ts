import { readOr } from '../input/read-or.ts';
/** A label of nodes that is deprecated. */
export interface DeprecatedNodeLabel {
  /** The label of today that means the same, where there is one. It can replace the old one. */
  readonly today?: string;
  /** The way to do the same today, in the words of a hint. */
  readonly instead: string;
}

/**
 * Describes a label of nodes that newer clusters do not set. An API server warns of it in rules about nodes.
 *
 * @returns undefined for every other label
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function deprecatedNodeLabel(key: string): DeprecatedNodeLabel | undefined {
  return readOr(undefined, () => {
    const today = renamed.get(key);
    if (today !== undefined) return { today, instead: today };
    const instead = replaced.get(key);
    return instead === undefined ? undefined : { instead };
  });
}

const renamed: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
  ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'],
  ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
  ['node-role.kubernetes.io/master', 'node-role.kubernetes.io/control-plane'],
]);

const replaced: ReadonlyMap<string, string> = new Map([
  ['app.kubernetes.io/created-by', 'a label of the nodes, as kubernetes.io/hostname'],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', 'taints and tolerations'],
]);
