import { Command, Option } from 'commander';
import { type CommandContext, repeated } from '../commands/command.ts';
import { CannotDo } from '../exit-code.ts';
import { writeLine } from '../terminal.ts';
import { readRequest, type UpdateStatusFlags } from './request.ts';
import { runFlags } from './run-flags.ts';

/** `stash-functions update-status`: writes the outcome of the steps before it into the status of their session. */
export function updateStatusCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('update-status')
    .summary('writes the outcome of a backup or restore into the status of its session')
    .description(
      'Reads the output.json of the steps before it, and writes the outcome into the status of the BackupSession, RestoreSession or RestoreBatch. It also makes Events and sends metrics. Missing facts are found in the session. It is the last step of a Task.',
    )
    .option('--namespace <name>', 'the namespace of the session', 'default')
    .option('--backup-session <name>', 'the BackupSession')
    .option('--restore-session <name>', 'the RestoreSession')
    .option('--invoker-kind <kind>', 'RestoreSession or RestoreBatch, for a restore')
    .option('--invoker-name <name>', 'the name of the restore')
    .option('--repository <name>', 'the Repository; by default that of the invoker')
    .option('--target-kind <kind>', 'the kind of the target, in a batch')
    .option('--target-name <name>', 'the name of the target, in a batch')
    .option('--target-namespace <name>', 'the namespace of the target, in a batch')
    .option('--output-dir <folder>', 'the folder with output.json')
    .option('--forget-output <file>', 'the output of `restic forget --json`')
    .option('--check-output <file>', 'the output of `restic check`')
    .option('--stats-output <file>', 'the output of `restic stats --json --mode raw-data`')
    .option('--metrics-enabled [boolean]', 'send metrics')
    .option('--metrics-pushgateway-url <url>', 'the address of the Pushgateway')
    .option('--metrics-labels <labels>', 'more labels for every metric: name=value,name=value', repeated)
    .addOption(
      new Option('--metrics-families <names>', 'the names of the metrics')
        .choices(['stable', 'stash', 'both'])
        .default('both'),
    )
    .option('--metrics-hosts', 'also send metrics of each host')
    .option('--kubeconfig <file>', 'the kubeconfig; by default the service account of the pod')
    .option('--context <name>', 'the context of the kubeconfig')
    .addOption(new Option('--backupsession <name>').hideHelp())
    .addOption(new Option('--master <url>').hideHelp())
    .addHelpText(
      'after',
      `
Exit code: 0 if the status is written, 2 if it is not; the reason is on stderr.

Example:
  stash-functions update-status --namespace=demo --backup-session=nightly-1 --output-dir=/stash-tmp/output`,
    );
  for (const name of withoutEffect) command.addOption(new Option(`--${name} <value>`).hideHelp());
  return command.action(async (flags: UpdateStatusFlags, { args }: Command) => {
    if (args.length > 0) throw new CannotDo(`update-status takes no argument \`${args[0]}\``);
    const { request, notes } = readRequest(flags);
    for (const note of notes) writeLine(terminal.stderr, `note: ${note}`);
    finish(await runFlags(request, flags, terminal));
  });
}

/** Stash's own update-status runs restic itself, and has flags for that. They are accepted here and have no effect. */
const withoutEffect = [
  'bucket',
  'enable-cache',
  'endpoint',
  'insecure-tls',
  'max-connections',
  'path',
  'provider',
  'region',
  'scratch-dir',
  'storage-secret-name',
  'storage-secret-namespace',
];
