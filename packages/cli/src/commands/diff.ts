import { formatProblems, isError } from '@stash-functions/core';
import { type ReadManifestFiles, readManifestTexts } from '@stash-functions/core/files';
import { type ChangeEffect, diffPlans, formatPlanDiff, type Plan, type PlanChange } from '@stash-functions/k8s-adapter';
import { Command, Option } from 'commander';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo, type ExitCode } from '../exit-code.ts';
import { readRevision } from '../inputs/git-revision.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import { formatMarkdownDiff } from '../output/markdown-diff.ts';
import { chooseInvokers, invokerName } from '../planning/choose-invokers.ts';
import type { InvokerDiff } from '../planning/invoker-diff.ts';
import type { PlannedFiles } from '../planning/plan-files.ts';
import { planInvoker } from '../planning/plan-invoker.ts';
import { addPlanOptions, addSecretsOption, type PlanFlags } from '../planning/plan-options.ts';
import { checkSecretFlags } from '../planning/secrets-among.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { CommandContext } from './command.ts';

/** The flags of the command. */
interface DiffFlags extends PlanFlags {
  readonly base?: string;
  readonly format: 'pretty' | 'json' | 'markdown';
}

/** `stash-functions diff`: the changes in the planned objects between two versions of manifests, and their causes. */
export function diffCommand({ terminal, finish }: CommandContext): Command {
  const command = new Command('diff')
    .summary('shows the changes in the planned objects, and their causes')
    .description(
      'Plans the invokers of two versions of manifests, and shows the changes in their objects, grouped by their causes. The exit code is 0 if nothing changes, and 1 if something does.',
    )
    .argument('[path...]', 'the old and the new files or folders; with --base or --from-cluster, only the new ones')
    .option('--base <revision>', 'take the old version from a revision of the git repository')
    .addOption(
      new Option('--format <format>', 'the form of the output')
        .choices(['pretty', 'json', 'markdown'])
        .default('pretty'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  stash-functions diff old/ new/\n  stash-functions diff --base origin/main --format markdown .\n  stash-functions diff --from-cluster --invoker orders functions/',
    );
  return addSecretsOption(addPlanOptions(command)).action(async (paths: ReadonlyArray<string>, flags: DiffFlags) => {
    finish(await diff([...paths, ...(flags.filename ?? [])], flags, terminal));
  });
}

async function diff(paths: ReadonlyArray<string>, flags: DiffFlags, terminal: Terminal): Promise<ExitCode> {
  const { before, after } = await bothSides(paths, flags, terminal);
  const old = plansOf(before, 'before', terminal);
  const now = plansOf(after, 'after', terminal);
  const diffs = [...new Set([...old.keys(), ...now.keys()])].map((invoker): InvokerDiff => {
    const [one, other] = [old.get(invoker), now.get(invoker)];
    if (one !== undefined && other !== undefined) return { invoker, ...diffPlans(one, other) };
    return { invoker, changes: [wholePlan(one ?? other, one === undefined ? 'added' : 'removed')] };
  });
  const changed = diffs.filter(({ changes }) => changes.length > 0);
  writeLine(terminal.stdout, print(changed, flags.format));
  return changed.length > 0 ? 1 : 0;
}

async function bothSides(
  paths: ReadonlyArray<string>,
  flags: DiffFlags,
  terminal: Terminal,
): Promise<{ readonly before: PlannedFiles; readonly after: PlannedFiles }> {
  const { base, fromCluster } = flags;
  if (base !== undefined && fromCluster === true) {
    throw new CannotDo('the old version comes either from a revision or from a cluster', 'leave out one of them');
  }
  if (fromCluster === true) {
    if (paths.length === 0) throw new CannotDo('there is nothing to compare the cluster to', 'name files or folders');
    // Loaded on demand, with everything that talks to a cluster.
    const { planAgainstCluster } = await import('../planning/plan-against-cluster.ts');
    return planAgainstCluster(await readInputs(paths, terminal), flags);
  }
  const { before, after } = await readBothSides(paths, base, terminal);
  checkSecretFlags([before.manifests, after.manifests], flags);
  return { before: planSide(before, flags), after: planSide(after, flags) };
}

async function readBothSides(
  paths: ReadonlyArray<string>,
  base: string | undefined,
  terminal: Terminal,
): Promise<{ readonly before: ReadManifestFiles; readonly after: ReadManifestFiles }> {
  if (base !== undefined) {
    const before = readManifestTexts(await readRevision(base, paths, terminal));
    return { before, after: await readInputs(paths.length === 0 ? ['.'] : paths, terminal) };
  }
  const [old, now, ...others] = paths;
  if (old === undefined || now === undefined || others.length > 0) {
    throw new CannotDo(
      'there must be an old and a new file or folder',
      'or a revision of the repository, with --base, or a cluster, with --from-cluster',
    );
  }
  return { before: await readInputs([old], terminal), after: await readInputs([now], terminal) };
}

function planSide({ manifests, problems }: ReadManifestFiles, flags: DiffFlags): PlannedFiles {
  const chosen = manifests.all.length === 0 ? [] : chooseInvokers(manifests, flags);
  return { planned: chosen.map((invoker) => planInvoker(manifests, invoker, flags)), problems };
}

/**
 * The plan of each invoker, by the invoker's name.
 *
 * @throws CannotDo where an invoker cannot be planned, since its changes are then unknown
 */
function plansOf(
  { planned, problems }: PlannedFiles,
  side: string,
  { stderr, env }: Terminal,
): ReadonlyMap<string, Plan> {
  const errors = [...problems, ...planned.flatMap(({ result }) => (isLeft(result) ? result.left : []))].filter(isError);
  if (errors.length > 0) {
    writeLine(stderr, formatProblems(errors, { color: hasColor(stderr, env) }));
    throw new CannotDo(`the version ${side} the change cannot be planned`);
  }
  return new Map(
    planned.flatMap(({ invoker, result }) => (isLeft(result) ? [] : [[invokerName(invoker), result.right] as const])),
  );
}

/** The change of an invoker that only one side has: every object is added or removed. */
function wholePlan(plan: Plan | undefined, kind: 'added' | 'removed'): PlanChange {
  const effects = (plan?.objects ?? []).map(({ apiVersion, kind: of, metadata }): ChangeEffect => {
    const { namespace, name = '' } = metadata;
    return {
      kind,
      object: { apiVersion, kind: of, name, ...(namespace === undefined ? {} : { namespace }) },
      path: [],
    };
  });
  return { causes: [], effects };
}

function print(diffs: ReadonlyArray<InvokerDiff>, format: DiffFlags['format']): string {
  if (format === 'json') return JSON.stringify(diffs, null, 2);
  if (format === 'markdown') return formatMarkdownDiff(diffs);
  return diffs.map(({ invoker, changes }) => `${invoker}\n\n${formatPlanDiff({ changes })}`).join('\n\n');
}
