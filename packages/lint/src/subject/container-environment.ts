import type { FunctionResource } from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import { environmentsOf } from './settings.ts';

/** The environment variables that the containers of a Function have, as far as it is known. */
export interface ContainerEnvironment {
  readonly names: ReadonlySet<string>;
  /** Whether there are others: of a ConfigMap or Secret, or of invokers that are not there. */
  readonly isOpen: boolean;
}

/** What a Function and the invokers that run it set. An image sets others, which Kubernetes does not see. */
export function containerEnvironment(fn: FunctionResource, context: LintContext): ContainerEnvironment {
  const invokers = context
    .usesOf(fn)
    .flatMap(({ task }) => context.targetsRunning(task))
    .map(({ invoker }) => invoker);
  const environments = [fn, ...new Set(invokers)].flatMap(environmentsOf);
  return {
    names: new Set([...byOperator, ...environments.flatMap(({ env }) => env.map(({ name }) => name))]),
    isOpen: environments.some(({ envFrom }) => envFrom.length > 0),
  };
}

/** What every container of a Job may get besides. */
const byOperator: ReadonlyArray<string> = [
  'POD_NAME',
  'POD_NAMESPACE',
  'NODE_NAME',
  'POD_ORDINAL',
  'NICE_ADJUSTMENT',
  'IONICE_CLASS',
  'IONICE_CLASS_DATA',
];

/** A `$(NAME)` that Kubernetes expands. */
export interface KubernetesReference {
  readonly text: string;
  readonly name: string;
  readonly offset: number;
}

/** Every `$(NAME)` of a string that is not escaped. Names of services are left out: the kubelet knows those. */
export function kubernetesReferences(text: string): ReadonlyArray<KubernetesReference> {
  return [...text.matchAll(/(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g)]
    .map((match) => ({ text: match[0], name: match[1] ?? '', offset: match.index }))
    .filter(({ name }) => !/_(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)/.test(name));
}
