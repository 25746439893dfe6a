import { checkOptions, type Problems, type RulesFor } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import type { ClusterPort } from '../port/cluster-port.ts';
import { type FromKubeConfigOptions, fromKubeConfig, fromKubeConfigRules } from './from-kube-config.ts';
import { isKubeConfig, type KubeConfigLike } from './kube-config.ts';

/** The options of {@link connect}. */
export interface ConnectOptions extends FromKubeConfigOptions {
  /**
   * The file of the kubeconfig. By default: `KUBECONFIG`, then `~/.kube/config`, then the service account of the pod.
   */
  readonly file?: string | undefined;
  /** The context; by default the current one of the kubeconfig. */
  readonly context?: string | undefined;
}

const connectRules: RulesFor<ConnectOptions> = { ...fromKubeConfigRules, context: 'text', file: 'text' };

/** The codes of the Problems of {@link connect}. */
export type ConnectProblemCode = Extract<
  ClusterProblemCode,
  'client-node-missing' | 'kubeconfig-unusable' | 'option-invalid'
>;

/**
 * A port to the cluster that `kubectl` would use. It loads `@kubernetes/client-node` when it is called, which takes
 * about a second.
 *
 * Problems: `client-node-missing`, `kubeconfig-unusable`, `option-invalid`.
 */
export async function connect(
  options: ConnectOptions = {},
): Promise<Either<Problems<ConnectProblemCode>, ClusterPort>> {
  const [first, ...rest] = checkOptions(options, connectRules);
  if (first !== undefined) return left([first, ...rest]);
  const KubeConfig = await loadKubeConfigClass();
  if (KubeConfig === undefined) {
    return problem('client-node-missing', '@kubernetes/client-node can not be loaded', missingHint);
  }
  const config = new KubeConfig();
  try {
    if (options.file === undefined) config.loadFromDefault();
    else config.loadFromFile(options.file);
    if (options.context !== undefined) config.setCurrentContext(options.context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem('kubeconfig-unusable', `the kubeconfig can not be read: ${reason}`);
  }
  if (config.getCurrentCluster() === null) {
    const context = options.context ?? config.getCurrentContext();
    return problem('kubeconfig-unusable', `the kubeconfig has no cluster for the context "${context}"`, contextHint);
  }
  return right(fromKubeConfig(config, { requestTimeout: options.requestTimeout }));
}

interface LoadableKubeConfig extends KubeConfigLike {
  loadFromDefault(): void;
  loadFromFile(file: string): void;
  setCurrentContext(context: string): void;
}

const missingHint = 'run `npm install @kubernetes/client-node@1` on Node 20, or version 2 on Node 22.19 and later';
const contextHint = '`kubectl config get-contexts` lists what there is';

async function loadKubeConfigClass(): Promise<(new () => LoadableKubeConfig) | undefined> {
  try {
    const { KubeConfig } = await import('@kubernetes/client-node');
    return isKubeConfig(KubeConfig.prototype) ? KubeConfig : undefined;
  } catch {
    return undefined;
  }
}

function problem(
  code: ConnectProblemCode,
  message: string,
  hint?: string,
): Either<Problems<ConnectProblemCode>, never> {
  return left([clusterProblem(code, { message, hint })]);
}
