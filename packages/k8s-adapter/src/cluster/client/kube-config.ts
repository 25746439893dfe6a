import type { RequestOptions } from 'node:https';
import { hasMethods } from '../port/check-call.ts';

/**
 * The part of a KubeConfig of `@kubernetes/client-node` (1.4 and later, 2.x) that is needed: the server and its
 * credentials. It covers everything in kubeconfigs: certificates, tokens, exec plugins, OIDC, proxies.
 */
export interface KubeConfigLike {
  /** The cluster of the current context. */
  getCurrentCluster(): { readonly server: string } | null;
  /** The current context. */
  getCurrentContext(): string;
  /** A context by its name. */
  getContextObject(name: string): { readonly namespace?: string } | null;
  /** Adds agent and credentials to the options of a request. */
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}

/** True for a KubeConfig, false for a port of the caller's own, and for anything else. */
export function isKubeConfig(client: unknown): client is KubeConfigLike {
  return hasMethods(client, kubeConfigMethods);
}

const kubeConfigMethods: ReadonlyArray<keyof KubeConfigLike> = [
  'applyToHTTPSOptions',
  'getContextObject',
  'getCurrentCluster',
  'getCurrentContext',
];
