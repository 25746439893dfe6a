import { Command, Option } from 'commander';
import { addPlanOptions } from '../planning/plan-options.ts';
import type { RunFlags } from '../running/run-flags.ts';
import { type CommandContext, duration } from './command.ts';

/** `stash-functions run`: plans a backup or restore, applies the plan, and follows its Jobs to their end. */
export function runCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('run')
    .summary('runs a backup or restore on a cluster')
    .description(
      'Plans one invoker, applies the objects of the plan, and follows its Jobs with their logs. The exit code is 0 if every Job succeeded. Ctrl-C stops following, and cleans up as --clean-up says; a second one leaves at once.',
    )
    .argument('[path...]', 'files, folders or globs; - for piped text')
    .addOption(
      new Option(
        '--dry-run <where>',
        'change nothing: only plan (client), or also let the server check the objects (server)',
      ).choices(['client', 'server']),
    )
    .addOption(new Option('--wait <wait>', 'follow the Jobs').choices(['true', 'false']).default('true'))
    .addOption(
      new Option('--clean-up <when>', 'the outcome after which Jobs are deleted at the end')
        .choices(['never', 'succeeded', 'always'])
        .default('never'),
    )
    .option('--timeout <duration>', 'the longest time to follow each Job: 90s, 30m, 1h30m', duration(1))
    .addHelpText('after', '\nExample:\n  stash-functions run --namespace demo --clean-up succeeded backup.yaml');
  return addPlanOptions(command).action(async (paths: ReadonlyArray<string>, flags: RunFlags) => {
    // Loaded on demand, with everything that talks to a cluster.
    const { run } = await import('../running/run-plan.ts');
    finish(await run(paths, flags, terminal));
  });
}
