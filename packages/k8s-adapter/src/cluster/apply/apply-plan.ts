import {
  checkOptions,
  type Problem,
  type Problems,
  type ResourceReference,
  type RulesFor,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import { unsendable } from '../port/api-failure.ts';
import type { CallOptions, ClusterPort, ObjectTarget, SubmittedObject } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, type RetryOptions, retrying } from '../retry.ts';
import { checkOwners, type OwnersChecked } from './check-owners.ts';
import { sameContent } from './content.ts';
import { ensureJob, nameJob } from './ensure-job.ts';

/** What {@link applyPlan} takes of a plan: `planBackup` and `planRestore` give one. */
export interface AppliedPlan {
  /** In the order in which they are applied. */
  readonly objects: ReadonlyArray<SubmittedObject>;
  /** Applied after the objects, unless they are among them. */
  readonly jobs?: ReadonlyArray<SubmittedObject> | undefined;
}

/** What {@link applyPlan} takes beside the plan. */
export interface ApplyPlanOptions {
  /** The manager of the applied fields, `stash-functions` unless told. Two programs need two managers. */
  readonly fieldManager?: string | undefined;
  /** Takes over fields that another manager holds, instead of the problem `api-conflict`. */
  readonly force?: boolean | undefined;
  /** Lets the server check everything and store nothing; every object is tried, whatever becomes of the ones before. */
  readonly dryRun?: boolean | undefined;
  /** Leaves the Jobs out, for those who run them with `runJob`; false unless told. */
  readonly withoutJobs?: boolean | undefined;
  /** Told before each wait for an API server that does not answer, or asks for patience. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Gives up: the objects that were not tried yet stay `pending`. */
  readonly signal?: AbortSignal | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
}

const applyPlanRules: RulesFor<ApplyPlanOptions> = {
  clock: 'object',
  dryRun: 'boolean',
  fieldManager: 'text',
  force: 'boolean',
  onRetry: 'function',
  signal: 'object',
  withoutJobs: 'boolean',
};

/** What became of each object of a plan, in the plan's order. */
export interface ApplyReport {
  readonly entries: ReadonlyArray<ApplyReportEntry>;
}

/** What became of one object. */
export interface ApplyReportEntry {
  /** Which one. */
  readonly resource: ResourceReference;
  /**
   * `created`: it was not there. `updated`: it was, and is another now. `unchanged`: it was there just so, a Job with
   * the same content included. `failed`: the API server refused it. `pending`: not tried, because one before it failed.
   */
  readonly action: ApplyAction;
  /** What the API server warned of beside its answer, each once: a deprecated version, a field that it does not know. */
  readonly warnings: ReadonlyArray<string>;
}

/** See {@link ApplyReportEntry.action}. */
export type ApplyAction = 'created' | 'updated' | 'unchanged' | 'failed' | 'pending';

/**
 * Why a plan could not be applied to its end: Problems, each with the object that it is about, as `orThrow` and
 * `formatProblems` take them, and the report beside them. Applying the plan again carries on where it stopped.
 */
export type ApplyProblems = Problems<ClusterProblemCode> & {
  /** What exists by now and what does not. */
  readonly report: ApplyReport;
};

/**
 * Applies a plan: each object in order by server-side apply; Jobs, which can't be changed, are created, or adopted where
 * they exist with the same content. Idempotent: applied twice, the second time changes nothing. Calls whose failure may
 * pass (no answer, 429, 5xx) are repeated with back-off for about a minute each.
 *
 * The owners that the plan names are read first, once each: where one is not there, nothing is made.
 *
 * Problems: `object-incomplete`, `job-differs`, `access-denied`, `api-conflict`, `api-rejected` (one for each field that
 * the server names), `api-unavailable`, `object-not-found`, `unknown-kind`, `api-error`,
 * `object-name-invalid`, `answer-too-long`, `owner-missing`, and `option-invalid`, with which nothing is tried.
 *
 * @param client - a KubeConfig of `@kubernetes/client-node`, or a port
 */
export async function applyPlan(
  client: ClusterClient,
  plan: AppliedPlan,
  options: ApplyPlanOptions = {},
): Promise<Either<ApplyProblems, ApplyReport>> {
  const port = portOf(client);
  const entries: Array<ApplyReportEntry> = [];
  const problems: Array<Problem<ClusterProblemCode>> = [...checkOptions(options, applyPlanRules)];
  const objects = objectsOf(plan, options);
  const unowned = problems.length > 0 ? noOwners : await checkOwners(port, objects, callOf(options), retryOf(options));
  problems.push(...unowned.problems);
  const isWrong = problems.length > 0;
  for (const object of objects) {
    const resource = targetOf(object, port);
    const isOver = problems.length > 0 && options.dryRun !== true;
    if (isWrong || isOver || options.signal?.aborted === true) {
      entries.push({ resource, action: 'pending', warnings: [] });
      continue;
    }
    const warnings = new Set<string>(unowned.warnings.get(object));
    const call = { signal: options.signal, onWarning: (text: string) => warnings.add(text) };
    const apply = isJob(object) ? applyJob : applyObject;
    // An object with a circle in it, and an answer that is too deep to be compared, throw.
    const result = await apply(port, object, options, call).catch((error: unknown) =>
      left(failureProblems(unsendable(error), resource)),
    );
    if (isLeft(result)) problems.push(...result.left);
    entries.push({ resource, action: isLeft(result) ? 'failed' : result.right, warnings: [...warnings] });
  }
  const report = { entries };
  if (problems.length === 0 && options.signal?.aborted === true && entries.some((one) => one.action === 'pending')) {
    problems.push(clusterProblem('api-error', { message: 'applying the plan was aborted' }));
  }
  const [first, ...rest] = problems;
  return first === undefined ? right(report) : left(Object.assign([first, ...rest] as const, { report }));
}

const noOwners: OwnersChecked = { problems: [], warnings: new Map() };

function callOf({ signal }: ApplyPlanOptions): CallOptions {
  return { signal };
}

function retryOf({ clock = systemClock, signal, onRetry }: ApplyPlanOptions): RetryOptions {
  return { clock, signal, onRetry };
}

type Applied = Promise<Either<Problems<ClusterProblemCode>, ApplyAction>>;

async function applyObject(
  port: ClusterPort,
  object: SubmittedObject,
  options: ApplyPlanOptions,
  call: CallOptions,
): Applied {
  const target = targetOf(object, port);
  const missing = missingField(object);
  if (missing !== undefined) return left([incomplete(target, missing)]);
  const { fieldManager = 'stash-functions', force = false, dryRun = false } = options;
  const retry = retryOf(options);
  const before = await retrying(() => port.read(target, call), retry);
  if (isLeft(before) && before.left.code !== 404) return left(failureProblems(before.left, target));
  const after = await retrying(() => port.apply(object, { fieldManager, force, dryRun, ...call }), retry);
  if (isLeft(after)) return left(failureProblems(after.left, target));
  if (isLeft(before) || after.right.created) return right('created');
  return right(sameContent(before.right, after.right.object) ? 'unchanged' : 'updated');
}

async function applyJob(
  port: ClusterPort,
  job: SubmittedObject,
  options: ApplyPlanOptions,
  { onWarning }: CallOptions,
): Applied {
  const { fieldManager = 'stash-functions', dryRun = false, clock = systemClock, signal, onRetry } = options;
  const named = nameJob(job, port.namespace, clock.random);
  if (isLeft(named)) return named;
  const ensured = await ensureJob(port, named.right, { fieldManager, dryRun, clock, signal, onRetry, onWarning });
  if (isLeft(ensured)) return ensured;
  return right(ensured.right.adopted ? 'unchanged' : 'created');
}

function objectsOf(plan: AppliedPlan, options: ApplyPlanOptions): ReadonlyArray<SubmittedObject> {
  const jobs = (plan.jobs ?? []).filter((job) => !plan.objects.includes(job));
  const all = [...plan.objects, ...jobs];
  return options.withoutJobs === true ? all.filter((object) => !isJob(object)) : all;
}

function isJob(object: SubmittedObject): boolean {
  return object.kind === 'Job' && object.apiVersion === 'batch/v1';
}

function targetOf(object: SubmittedObject, port: ClusterPort): ObjectTarget {
  const { apiVersion = '', kind = '', metadata } = object;
  const name = metadata?.name ?? metadata?.generateName ?? '';
  const namespace = metadata?.namespace ?? (clusterKinds.has(kind) ? undefined : port.namespace);
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

const clusterKinds: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding', 'Namespace']);

function missingField(object: SubmittedObject): ReadonlyArray<string> | undefined {
  if (object.apiVersion === undefined) return ['apiVersion'];
  if (object.kind === undefined) return ['kind'];
  return object.metadata?.name === undefined || object.metadata.name === '' ? ['metadata', 'name'] : undefined;
}

function incomplete(resource: ResourceReference, path: ReadonlyArray<string>): Problem<ClusterProblemCode> {
  const message = `the object has no ${path.join('.')}`;
  return clusterProblem('object-incomplete', { message, path, resource, hint: 'every object needs one' });
}
