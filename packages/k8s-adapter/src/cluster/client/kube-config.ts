import type { RequestOptions } from 'node:https';

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

/** True for a KubeConfig, false for a port of the caller's own. */
export function isKubeConfig(client: object): client is KubeConfigLike {
  return 'applyToHTTPSOptions' in client && typeof client.applyToHTTPSOptions === 'function';
}
