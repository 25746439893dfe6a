import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { formatProblems, type Manifests, type Problem, printManifest, readManifests } from '@stash-functions/core';
import { type Plan, planBackup } from '@stash-functions/k8s-adapter';
import { explain } from '@stash-functions/templating';
import { fillIn } from './fill-in.ts';
import { formatVariables } from './format-variables.ts';

/**
 * Turns the sample Functions of a PostgreSQL backup into the Job that would run, and a table of every variable in use.
 * Resources of files in the arguments replace those of the sample. No cluster is asked.
 */
const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const sample = read(new URL('manifests.yaml', import.meta.url));
const given = process.argv.slice(2).map(read);
const manifests = given.reduceRight((below, { manifests: above }) => fillIn(above, below), sample.manifests);

const planned = plan(manifests);
const problems = [...(given.length > 0 ? given : [sample]).flatMap((file) => file.problems), ...planned.problems];
if (planned.result === undefined || problems.some(({ severity }) => severity === 'error')) {
  console.log(formatProblems(withoutRepeats(problems), { color }));
  process.exitCode = 1;
} else {
  for (const job of planned.result.jobs) console.log(`${printManifest(job).trimEnd()}\n`);
  console.log(planned.result.variables);
  if (problems.length > 0) console.log(`\n${formatProblems(withoutRepeats(problems), { color })}`);
}

function read(file: string | URL): ReturnType<typeof readManifests> {
  return readManifests(textOf(file), { file: file instanceof URL ? basename(file.pathname) : file });
}

function textOf(file: string | URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    console.error(`cannot read ${file}: ${error instanceof Error ? error.message : error}`);
    process.exit(2);
  }
}

/** The Jobs and the table, and all Problems. */
function plan(manifests: Manifests): {
  readonly result?: Pick<Plan, 'jobs'> & { readonly variables: string };
  readonly problems: ReadonlyArray<Problem>;
} {
  const [invoker] = [...manifests.backupConfigurations.values(), ...manifests.backupBatches.values()];
  const [session] = manifests.backupSessions.values();
  const [repository] = manifests.repositories.values();
  if (invoker === undefined || session === undefined || repository === undefined) return { problems: [] };
  const context = { invoker, session, repository, appBindings: [...manifests.appBindings.values()] };

  const planned = planBackup({ manifests, ...context });
  if (planned._tag === 'Left') return { problems: planned.left };
  const { jobs, runs, warnings } = planned.right;
  const explanations = runs.map(({ task }) => formatVariables(explain(task)));
  return { result: { jobs, variables: explanations.join('\n\n') }, problems: warnings };
}

/** Two stages may find the same mistake. */
function withoutRepeats(problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const { code, path, resource, source } = problem;
    const key = JSON.stringify([code, path, resource?.kind, resource?.name, source?.start.offset]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
