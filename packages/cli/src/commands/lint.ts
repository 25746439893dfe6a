import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyFixes, formatProblems, helpUriOf, type Problem, type Severity } from '@stash-functions/core';
import type { ManifestFile } from '@stash-functions/core/files';
import {
  lintRead,
  toGithubAnnotations,
  toJUnit,
  toSarif,
  withLevels,
  withoutSuppressed,
  withoutWarnings,
} from '@stash-functions/lint';
import { Command, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { readConfig } from '../config/read-config.ts';
import { CannotDo } from '../exit-code.ts';
import { readInputs, stdinName } from '../inputs/read-inputs.ts';
import { knownCodes } from '../known-codes.ts';
import { unifiedDiff } from '../output/unified-diff.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import { type CommandContext, repeated } from './command.ts';
import { levelsOf } from './rule-option.ts';

/** The forms in which findings are printed. */
const formats = ['pretty', 'json', 'sarif', 'github', 'junit'] as const;

/** The flags of the command. */
interface LintFlags {
  readonly filename?: ReadonlyArray<string>;
  readonly format: (typeof formats)[number];
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly strict?: boolean;
  readonly rule?: ReadonlyArray<string>;
  readonly operatorFunctions?: 'stash' | 'none';
  readonly config: string | boolean;
}

/** `stash-functions lint`: everything in some manifests that is wrong or probably not meant. */
export function lintCommand({ terminal, finish }: CommandContext): Command {
  return new Command('lint')
    .summary('finds faults in manifests before a cluster does')
    .description(
      'Reads Functions, Tasks, invokers and Repositories. It reports the faults of each, and of how they fit together. Other kinds are passed over.',
    )
    .argument('[path...]', 'files, folders (their .yaml, .yml and .json files) or globs; - for piped text')
    .option('-f, --filename <path>', 'a path, as kubectl takes it; may be repeated', repeated)
    .addOption(new Option('--format <format>', 'the form of the output').choices(formats).default('pretty'))
    .option('--fix', 'apply the fixes of findings')
    .option('--fix-dry-run', 'show the changes of --fix, and write nothing')
    .option('--strict', 'turn warnings into errors')
    .option('--rule <code=level>', 'off, note, warning or error for a code; may be repeated', repeated)
    .addOption(
      new Option('--operator-functions <whose>', 'the operator whose Functions and Tasks the cluster has').choices([
        'stash',
        'none',
      ]),
    )
    .option('--config <file>', 'the file of settings, instead of stash-functions.config.json or .js')
    .option('--no-config', 'use no file of settings')
    .addHelpText(
      'after',
      '\nThe exit code is 1 if there is an error or a warning.\n\nExample:\n  stash-functions lint --format github functions/ backup.yaml',
    )
    .action(async (paths: ReadonlyArray<string>, flags: LintFlags) => {
      const all = [...paths, ...(flags.filename ?? [])];
      if (all.length === 0) throw new CannotDo('there is nothing to lint', 'name files or folders, or - for stdin');
      finish(await lint(all, flags, terminal));
    });
}

async function lint(paths: ReadonlyArray<string>, flags: LintFlags, terminal: Terminal): Promise<0 | 1> {
  const config = await readConfig(flags.config, terminal);
  const levels = { ...config.rules, ...levelsOf(flags.rule ?? []) };
  const operatorFunctions = flags.operatorFunctions ?? config.operatorFunctions ?? 'stash';
  const look = (files: ReadonlyArray<ManifestFile>, found: Found): ReadonlyArray<Problem> => {
    const problems = withLevels(withoutSuppressed(found.problems, files, knownCodes), levels);
    return flags.strict === true || config.strict === true ? withoutWarnings(problems) : problems;
  };
  let read = await readInputs(paths, terminal);
  let problems = look(read.files, findIn(read, operatorFunctions));
  if (flags.fixDryRun === true) {
    for (const { file, text } of read.files)
      writeLine(terminal.stdout, unifiedDiff(file, text, applyFixes(text, problems, file)));
  } else if (flags.fix === true && writeFixes(read.files, problems, terminal) > 0 && !paths.includes('-')) {
    read = await readInputs(paths, terminal);
    problems = look(read.files, findIn(read, operatorFunctions));
  }
  print(problems, read, { ...flags, site: config.site }, terminal);
  // A note is a matter of taste. Everything else is a finding.
  return problems.some(({ severity }) => severity !== 'note') ? 1 : 0;
}

interface Found {
  readonly problems: ReadonlyArray<Problem>;
}

/** The problems of loading, and those that lint finds in the rest. */
function findIn(read: Awaited<ReturnType<typeof readInputs>>, operatorFunctions: 'stash' | 'none'): Found {
  const none = operatorFunctions === 'none' ? { installedFunctions: [], installedTasks: [] } : {};
  return { problems: inOrder(lintRead(read, none)) };
}

/** By file, in the order in which the files were read, and within a file by place. */
function inOrder(problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> {
  const files = [...new Set(problems.map(({ source }) => source?.file ?? ''))];
  const rank = ({ source }: Problem): number => files.indexOf(source?.file ?? '');
  return [...problems].sort(
    (a, b) => rank(a) - rank(b) || (a.source?.start.offset ?? 0) - (b.source?.start.offset ?? 0),
  );
}

/** @returns the number of files that were changed */
function writeFixes(files: ReadonlyArray<ManifestFile>, problems: ReadonlyArray<Problem>, terminal: Terminal): number {
  let changed = 0;
  for (const { file, text } of files) {
    const fixed = applyFixes(text, problems, file);
    if (fixed === text) continue;
    if (file === stdinName) throw new CannotDo('--fix cannot write what was piped in', 'use --fix-dry-run');
    writeFileSync(resolve(terminal.cwd, file), fixed);
    writeLine(terminal.stderr, `fixed ${file}`);
    changed += 1;
  }
  return changed;
}

function print(
  problems: ReadonlyArray<Problem>,
  { files, manifests }: Awaited<ReturnType<typeof readInputs>>,
  { format, fixDryRun, site }: LintFlags & { readonly site: string | undefined },
  { stdout, stderr, env }: Terminal,
): void {
  const summary = {
    ...countsOf(problems),
    files: files.length,
    resources: manifests.all.length,
    others: manifests.others.length,
  };
  const helpUri = (code: string): string => helpUriOf(code, site);
  switch (format) {
    case 'pretty': {
      // On stdout a difference is for programs. The texts for people go beside it, to stderr.
      const output = fixDryRun === true ? stderr : stdout;
      const text = formatProblems(problems, { color: hasColor(output, env) });
      writeLine(output, text === '' ? '' : `${text}\n\n`);
      writeLine(output, inWords(summary));
      return;
    }
    case 'json':
      writeLine(
        stdout,
        JSON.stringify(
          { problems: problems.map((problem) => ({ ...problem, helpUri: helpUri(problem.code) })), summary },
          null,
          2,
        ),
      );
      return;
    case 'sarif':
      writeLine(stdout, JSON.stringify(toSarif(problems, { version: manifest.version, helpUri }), null, 2));
      return;
    case 'github':
      writeLine(stdout, toGithubAnnotations(problems));
      return;
    case 'junit':
      writeLine(stdout, toJUnit(problems, { files: files.map(({ file }) => file) }));
      return;
  }
}

function countsOf(problems: ReadonlyArray<Problem>): Readonly<Record<`${Severity}s`, number>> {
  const count = (wanted: Severity): number => problems.filter(({ severity }) => severity === wanted).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

function inWords(summary: ReturnType<typeof countsOf> & { files: number; resources: number; others: number }): string {
  const { errors, warnings, notes, files, resources, others } = summary;
  const found = [some(errors, 'error'), some(warnings, 'warning'), some(notes, 'note')].filter((each) => each !== '');
  const passedOver = others === 0 ? '' : `, ${others} of other kinds passed over`;
  const looked = `${plural(resources, 'resource')} in ${plural(files, 'file')}${passedOver}`;
  return `${found.length === 0 ? 'nothing found' : found.join(', ')} in ${looked}`;
}

function some(count: number, noun: string): string {
  return count === 0 ? '' : plural(count, noun);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
