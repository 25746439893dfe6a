import { type ClusterPort, connect } from '@stash-functions/k8s-adapter/cluster';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo } from '../exit-code.ts';
import type { ClusterFlags } from './cluster-options.ts';

/**
 * Makes a port to the chosen cluster.
 *
 * @throws CannotDo where there is no usable kubeconfig
 */
export async function connectTo({ kubeconfig, context }: ClusterFlags): Promise<ClusterPort> {
  const port = await connect({
    ...(kubeconfig === undefined ? {} : { file: kubeconfig }),
    ...(context === undefined ? {} : { context }),
  });
  if (isLeft(port)) throw new CannotDo(port.left.map(({ message }) => message).join('\nerror: '), port.left[0].hint);
  return port.right;
}
