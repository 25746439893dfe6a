import { type ClusterPort, connect } from '@stash-functions/k8s-adapter/cluster';
import type { Command } from 'commander';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** The options of every command that talks to a cluster. */
export interface ClusterFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Gives a command the options that say which cluster is meant, named as those of kubectl. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'the kubeconfig; by default the one that kubectl takes')
    .option('--context <name>', 'the context of the kubeconfig; by default its current one');
}

/**
 * A port to the cluster that is meant.
 *
 * @throws CannotDo where there is no usable kubeconfig
 */
export async function connectTo({ kubeconfig, context }: ClusterFlags, _terminal: Terminal): Promise<ClusterPort> {
  const port = await connect({
    ...(kubeconfig === undefined ? {} : { file: kubeconfig }),
    ...(context === undefined ? {} : { context }),
  });
  if (isLeft(port)) throw new CannotDo(port.left.map(({ message }) => message).join('\nerror: '), port.left[0].hint);
  return port.right;
}
