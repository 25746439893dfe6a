import type { FunctionResource } from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import { environmentsOf } from './settings.ts';

/** The environment variables in the containers of a Function, as far as they are known. */
export interface ContainerEnvironment {
  readonly names: ReadonlySet<string>;
  /** True where there are others: from a ConfigMap or Secret, or from invokers that are not loaded. */
  readonly isOpen: boolean;
}

/**
 * The variables that a Function sets, and the invokers that run it. An image sets others, which Kubernetes does not
 * see.
 */
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

/** Further variables that every container of a Job may get. */
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

/** Every `$(NAME)` of a string that is not escaped. Names of services are left out, because the kubelet knows them. */
export function kubernetesReferences(text: string): ReadonlyArray<KubernetesReference> {
  if (!text.includes('$(')) return [];
  return [...text.matchAll(/(?<!\$)\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g)]
    .map((match) => ({ text: match[0], name: match[1] ?? '', offset: match.index }))
    .filter(({ name }) => !/_(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)/.test(name));
}
