import type { Problem, Problems, ResourceReference, RulesFor } from '@stash-functions/core/decode';
import { concealProblem, concealText, type Secrets } from '@stash-functions/templating';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type RunsWithSecrets, secretsOfPlan } from '../../plan/secrets-of-plan.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import { type ApiFailure, unsendable } from '../port/api-failure.ts';
import { misshapen } from '../port/as-asked.ts';
import { checkCall } from '../port/check-call.ts';
import type { CallOptions, ClusterPort, ObjectTarget, SubmittedObject } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, type RetryOptions, retrying } from '../retry.ts';
import { checkOwners, type OwnersChecked } from './check-owners.ts';
import { sameContent } from './content.ts';
import { ensureJob, nameJob } from './ensure-job.ts';

/** The part of a plan that {@link applyPlan} reads; `planBackup` and `planRestore` make one. */
export interface AppliedPlan {
  /** The objects, in the order in which they are applied. */
  readonly objects: ReadonlyArray<SubmittedObject>;
  /** The Jobs. They are applied last, unless they are among the objects. */
  readonly jobs?: ReadonlyArray<SubmittedObject> | undefined;
  /** The runs of the Jobs. Their secrets appear in no Problem, warning or retry, whatever the API server says. */
  readonly runs?: RunsWithSecrets;
}

/** The options of {@link applyPlan}. */
export interface ApplyPlanOptions {
  /** The manager of the applied fields; by default `stash-functions`. Two programs need two managers. */
  readonly fieldManager?: string | undefined;
  /** True to take over fields that another manager holds. Otherwise they give `api-conflict`. */
  readonly force?: boolean | undefined;
  /** True to let the server check everything and store nothing. Every object is tried, even after one that fails. */
  readonly dryRun?: boolean | undefined;
  /** True to leave the Jobs out, for callers that run them with `runJob`. */
  readonly withoutJobs?: boolean | undefined;
  /** Called before each wait for an API server that does not answer, or that asks to wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Gives up when it is aborted: objects that were not tried yet stay `pending`. */
  readonly signal?: AbortSignal | undefined;
  /** The clock; tests replace it. */
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

/** The outcome of each object of a plan, in the plan's order. */
export interface ApplyReport {
  readonly entries: ReadonlyArray<ApplyReportEntry>;
}

/** The outcome of one object. */
export interface ApplyReportEntry {
  /** The object. */
  readonly resource: ResourceReference;
  /**
   * The outcome of the object:
   *
   * - `created`: it was not there.
   * - `updated`: it was there, and has changed.
   * - `unchanged`: it was there already with the same content; a Job counts here too.
   * - `failed`: the API server refused it.
   * - `pending`: it was not tried, because an earlier one failed.
   */
  readonly action: ApplyAction;
  /** The warnings of the API server, each once, as for a deprecated version or an unknown field. */
  readonly warnings: ReadonlyArray<string>;
}

/** See {@link ApplyReportEntry.action}. */
export type ApplyAction = 'created' | 'updated' | 'unchanged' | 'failed' | 'pending';

/**
 * The reason why a plan could not be applied to its end. It is a list of Problems, each with its object, for `orThrow`
 * and `formatProblems`, and it carries the report. Applying the plan again goes on where it stopped.
 */
export type ApplyProblems = Problems<ClusterProblemCode> & {
  /** The objects that exist by now, and those that do not. */
  readonly report: ApplyReport;
};

/**
 * Applies a plan, object by object, in its order. Server-side apply writes the objects. Jobs cannot be changed, so each
 * is created, or adopted where one with the same content exists. The second run of one plan changes nothing. A call
 * that may succeed later (no answer, 429, 5xx) is repeated with back-off for about a minute.
 *
 * The owners that the plan names are read first, once each. Where one is missing, nothing is made.
 *
 * The API server may repeat secrets of the plan's runs in Problems, warnings and retries. There they are `***`.
 *
 * Problems: `object-incomplete`, `job-differs`, `access-denied`, `api-conflict`, `api-rejected` (one for each field
 * that the server names), `api-unavailable`, `object-not-found`, `unknown-kind`, `api-error`, `object-name-invalid`,
 * `answer-too-long`, `owner-missing`. A wrong option gives `option-invalid`, and then nothing is tried.
 *
 * @param client - a KubeConfig of `@kubernetes/client-node`, or a port
 */
export async function applyPlan(
  client: ClusterClient,
  plan: AppliedPlan,
  options: ApplyPlanOptions = {},
): Promise<Either<ApplyProblems, ApplyReport>> {
  try {
    return await applied(client, plan, options);
  } catch (error) {
    return left(Object.assign([misshapen(error)] as const, { report: { entries: [] } }));
  }
}

async function applied(
  client: ClusterClient,
  plan: AppliedPlan,
  given: ApplyPlanOptions,
): Promise<Either<ApplyProblems, ApplyReport>> {
  const secrets = secretsOfPlan(plan);
  const options = concealRetries(given, secrets);
  const port = portOf(client);
  const entries: Array<ApplyReportEntry> = [];
  const problems: Array<Problem<ClusterProblemCode>> = [...checkCall(given, applyPlanRules)];
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
    // Two inputs throw: an object that contains itself, and an answer nested too deep to be compared.
    const result = await apply(port, object, options, call).catch((error: unknown) =>
      left(failureProblems(unsendable(error), resource)),
    );
    if (isLeft(result)) problems.push(...result.left);
    entries.push({ resource, action: isLeft(result) ? 'failed' : result.right, warnings: [...warnings] });
  }
  const report = { entries: entries.map((entry) => concealEntry(entry, secrets)) };
  if (problems.length === 0 && options.signal?.aborted === true && entries.some((one) => one.action === 'pending')) {
    problems.push(clusterProblem('api-error', { message: 'applying the plan was aborted' }));
  }
  const [first, ...rest] = problems.map((problem) => concealProblem(problem, secrets));
  return first === undefined ? right(report) : left(Object.assign([first, ...rest] as const, { report }));
}

function concealEntry(entry: ApplyReportEntry, secrets: Secrets): ApplyReportEntry {
  return { ...entry, warnings: entry.warnings.map((warning) => concealText(warning, secrets)) };
}

function concealRetries(options: ApplyPlanOptions, secrets: Secrets): ApplyPlanOptions {
  const { onRetry } = options;
  if (typeof onRetry !== 'function') return options;
  return {
    ...options,
    onRetry: (retry) => onRetry({ ...retry, failure: concealFailure(retry.failure, secrets) }),
  };
}

function concealFailure(failure: ApiFailure, secrets: Secrets): ApiFailure {
  const causes = failure.causes.map(({ field, reason, message }) => ({
    field: concealText(field, secrets),
    reason,
    message: concealText(message, secrets),
  }));
  return { ...failure, message: concealText(failure.message, secrets), causes };
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
