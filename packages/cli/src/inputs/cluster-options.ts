import type { Command } from 'commander';

/** The options of every command that talks to a cluster. */
export interface ClusterFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Adds the options that choose a cluster to a command. They have the names of kubectl's options. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'the kubeconfig; by default the one that kubectl uses')
    .option('--context <name>', 'the context of the kubeconfig; by default its current one');
}
