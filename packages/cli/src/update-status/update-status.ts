import {
  type AppBinding,
  type BackupInvoker,
  decodeAppBinding,
  decodeBackupSession,
  decodeRepository,
  type Problem,
  type Problems,
  type Repository,
  type RestoreInvoker,
  type TargetRef,
} from '@stash-functions/core';
import {
  type Clock,
  type ClusterPort,
  recordEvents,
  rewriteStatus,
  systemClock,
  updateStatus,
} from '@stash-functions/k8s-adapter/cluster';
import {
  type ActionResults,
  actionConditions,
  actionsDue,
  eventsOf,
  findTarget,
  type HostReport,
  mergeBackupStatus,
  metricsOf,
  outputProblem,
  planPush,
  type ReportedSession,
  type RepositoryFigures,
  readOutput,
  recordRepository,
  reportOfJob,
  sendMetrics,
  sessionProblem,
} from '@stash-functions/status';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ExitCode } from '../exit-code.ts';
import { readActionResults } from './action-results.ts';
import type { UpdateStatusPorts } from './ports.ts';
import { type ReadSession, readRun } from './read-run.ts';
import type { UpdateStatusRequest } from './request.ts';

/**
 * Writes the outcome of the steps, and the results of the actions after the backup, into the status of their session.
 * Then it makes Events and sends metrics; a failure of these changes nothing.
 *
 * @returns 0 if the status was written, otherwise 2
 */
export async function updateStatusOf(request: UpdateStatusRequest, ports: UpdateStatusPorts): Promise<ExitCode> {
  const { client, warn, say, clock = systemClock } = ports;
  const run = await readRun(request.session, client);
  if (isLeft(run)) return refused(warn, run.left);
  const target = findTarget(run.right.invoker, request.clue);
  if (isLeft(target)) return refused(warn, target.left);
  const report = await readReport(request, run.right.session, target.right, ports);
  if (report === undefined) {
    say(`every host of ${nameOf(request)} has reported before`);
    return 0;
  }

  const updated = await updateStatus(client, { session: request.session, ...report }, { clock });
  if (isLeft(updated)) return refused(warn, updated.left);
  warn(updated.right.warnings);
  const repository = await readRepository(request, run.right, client);
  const actions = await runActions(request, run.right, updated.right.session, report, repository, ports);
  if (isLeft(actions)) return refused(warn, actions.left);
  say(
    `${nameOf(request)}: ${report.hosts.length === 1 ? 'one host' : `${report.hosts.length} hosts`} of ${target.right.kind} ${target.right.name} reported`,
  );

  const { session, figures } = actions.right;
  const now = new Date(clock.now());
  const events = await recordEvents(client, eventsOf(session, report, { now }), { clock });
  if (isLeft(events)) warn(events.left);
  if (request.metrics === undefined) return 0;
  const { url, ...metrics } = request.metrics;
  const invoker =
    session.kind === 'BackupSession' && isBackupInvoker(run.right.invoker) ? run.right.invoker : undefined;
  const appBindings = await readAppBindings(session, target.right, client);
  const plan = planPush(
    metricsOf(session, { ...metrics, invoker, repository, appBindings, repositoryFigures: figures }),
  );
  const sent = await sendMetrics(plan, { url, fetch: ports.fetch });
  if (isLeft(sent)) warn(sent.left);
  return 0;
}

/** The hosts in output.json. Without that file, the hosts of the Job count as failed, so that no session waits. */
async function readReport(
  { outputDir }: UpdateStatusRequest,
  session: ReportedSession,
  target: TargetRef,
  { readText, warn }: UpdateStatusPorts,
): Promise<HostReport | undefined> {
  const file = `${outputDir.replace(/\/+$/, '')}/output.json`;
  const text = await readText(file);
  if (isLeft(text)) {
    const message = `there is no output of the steps: ${text.left}`;
    warn([outputProblem('output-missing', { message })]);
    return reportOfJob(session, target, { status: 'failed', message });
  }
  const output = readOutput(text.right, { file });
  if (isLeft(output)) {
    warn(output.left);
    return reportOfJob(session, target, { status: 'failed', message: output.left[0].message });
  }
  const { hosts, conditions, warnings } = output.right;
  warn(warnings);
  return { target, hosts, ...(conditions === undefined ? {} : { conditions }) };
}

/** Writes the results of the actions into the session and the Repository. */
async function runActions(
  request: UpdateStatusRequest,
  { invoker }: ReadSession,
  session: ReportedSession,
  report: HostReport,
  repository: Repository | undefined,
  { client, readText, warn, clock = systemClock }: UpdateStatusPorts,
): Promise<Either<Problems, { readonly session: ReportedSession; readonly figures?: RepositoryFigures | undefined }>> {
  if (session.kind !== 'BackupSession' || !isBackupInvoker(invoker)) return right({ session });
  const due = actionsDue(session.status ?? {}, invoker, report);
  if (due === undefined) return right({ session });
  const { results, figures, missing } = await readActionResults(due.actions, request.restic, readText);
  if (missing.length > 0) warn([notRun(missing)]);
  const conditions = actionConditions(results);
  if (conditions.length === 0) return right({ session });
  const written = await rewriteStatus(
    client,
    { apiVersion: session.apiVersion, ...request.session },
    (object) => decodeBackupSession(object, lenient),
    (current, now) => right(mergeBackupStatus(current, { conditions }, { now })),
    { clock },
  );
  if (isLeft(written)) return written;
  const recorded =
    repository === undefined ? right(undefined) : await writeRepository(repository, session, results, client, clock);
  if (isLeft(recorded)) return recorded;
  return right({ session: { ...session, status: written.right.change.status }, figures });
}

async function writeRepository(
  { metadata: { namespace, name }, apiVersion, kind }: Repository,
  session: Parameters<typeof recordRepository>[1],
  results: ActionResults,
  client: ClusterPort,
  clock: Clock,
): Promise<Either<Problems, unknown>> {
  return rewriteStatus(
    client,
    { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) },
    (object) => decodeRepository(object, lenient),
    (repository) => right(recordRepository(repository, session, results)),
    { clock },
  );
}

/** Reads the Repository of the invoker. It may have been deleted, and the report must not be lost for that. */
async function readRepository(
  { repository: named, session }: UpdateStatusRequest,
  { invoker }: ReadSession,
  client: ClusterPort,
): Promise<Repository | undefined> {
  const ref = invoker.spec?.repository;
  const name = named ?? ref?.name;
  if (name === undefined) return undefined;
  const namespace = ref?.name === name ? (ref.namespace ?? session.namespace) : session.namespace;
  const found = await client.read({ apiVersion: 'stash.appscode.com/v1alpha1', kind: 'Repository', namespace, name });
  if (isLeft(found)) return undefined;
  const repository = decodeRepository(found.right, lenient);
  return isLeft(repository) ? undefined : repository.right;
}

/** The AppBinding of the target, in the target's own namespace. */
async function readAppBindings(
  { metadata }: ReportedSession,
  { kind, name = '', namespace = metadata.namespace ?? '' }: TargetRef,
  client: ClusterPort,
): Promise<ReadonlyArray<AppBinding>> {
  if (kind !== 'AppBinding') return [];
  const found = await client.read({ apiVersion: 'appcatalog.appscode.com/v1alpha1', kind, namespace, name });
  if (isLeft(found)) return [];
  const appBinding = decodeAppBinding(found.right, lenient);
  return isLeft(appBinding) ? [] : [appBinding.right];
}

const lenient = { lenient: true } as const;

function notRun(actions: ReadonlyArray<string>): Problem {
  return sessionProblem('actions-not-run', {
    message: `${actions.join(', ')} ${actions.length === 1 ? 'is' : 'are'} due, and no file has the result`,
    hint: 'run restic after the backup, and pass on its output: --forget-output, --check-output, --stats-output',
  });
}

function isBackupInvoker(invoker: BackupInvoker | RestoreInvoker): invoker is BackupInvoker {
  return invoker.kind === 'BackupConfiguration' || invoker.kind === 'BackupBatch';
}

function nameOf({ session: { kind, namespace, name } }: UpdateStatusRequest): string {
  return `${kind} ${namespace}/${name}`;
}

function refused(warn: UpdateStatusPorts['warn'], problems: Problems): ExitCode {
  warn(problems);
  return 2;
}
