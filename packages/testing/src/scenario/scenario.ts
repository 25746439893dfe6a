import {
  didYouMean,
  type FunctionResource,
  orThrow,
  type Problem,
  type Problems,
  readOr,
  type TaskResource,
} from '@stash-functions/core';
import {
  containerName,
  type KubernetesObject,
  type Plan,
  type V1Job,
  type V1PodSpec,
} from '@stash-functions/k8s-adapter';
import type { StepOutput } from '@stash-functions/status';
import { type Explanation, explain, formatExplanation } from '@stash-functions/templating';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { recordRuns } from '../coverage/journal.ts';
import { expectWord } from '../matchers/closed-set.ts';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import { asUsed } from '../usage-error.ts';
import { type ScenarioContainer, scenarioContainer } from './container.ts';
import { allows, expectPermission, type Permission } from './permissions.ts';
import { type ReportProblemCode, reportOf, type ScenarioReport } from './report.ts';
import type { Outcome, ScenarioResult } from './result.ts';
import { type Subject, sourcesOf } from './subject.ts';
import type { TemplateRun } from './template-run.ts';

/** One backup or restore of the manifests under test, with everything that a test can ask of it. */
export interface Scenario {
  /** A title for a test: `backup of a PersistentVolumeClaim to s3`. */
  readonly title: string;
  /** The result, or all Problems. Nothing here throws. */
  readonly result: Either<Problems<ScenarioProblemCode>, ScenarioResult>;
  /** Errors and warnings; empty where nothing is wrong. */
  readonly problems: ReadonlyArray<Problem<ScenarioProblemCode>>;
  /** The Task and the Functions under test, as far as they could be found. */
  readonly sources: ReadonlyArray<FunctionResource | TaskResource>;
  /** The Task and the Functions that ran, each with the variables that it could use. */
  readonly runs: ReadonlyArray<TemplateRun>;
  /** The steps in the order in which they run. It throws a ProblemsError where the scenario does not resolve. */
  readonly containers: ReadonlyArray<ScenarioContainer>;
  /**
   * The container of a step, by the name of its Function, or by its place from 0.
   *
   * @throws ProblemsError `step-not-found`, and all Problems where the scenario does not resolve
   */
  readonly container: (step: string | number) => ScenarioContainer;
  /** The first Job. There are others only in batches and with replicas. Throws as {@link containers}. */
  readonly job: V1Job;
  /** The pod of the {@link job}. Throws as {@link containers}. */
  readonly pod: V1PodSpec;
  /** Every object of the plan, in the order to apply them in. Throws as {@link containers}. */
  readonly objects: ReadonlyArray<KubernetesObject>;
  /** The objects of a kind: `objectsOf('Role')`. Throws as {@link containers}. */
  readonly objectsOf: <Kind extends KubernetesObject['kind']>(
    kind: Kind,
  ) => ReadonlyArray<Extract<KubernetesObject, { readonly kind: Kind }>>;
  /**
   * True where the Roles give the Jobs a right: `allows({ verb: 'get', resource: 'secrets' })`. Throws as {@link
   * containers}.
   */
  readonly allows: (permission: Permission) => boolean;
  /**
   * The result of the run where its last step finds this output: the status of the session, Events and metrics. Give
   * the text of an `output.json` that a step wrote, or an output for `printOutput`. Throws as {@link containers}.
   */
  readonly report: (output: string | StepOutput) => Either<Problems<ReportProblemCode>, ScenarioReport>;
  /** The origin of each string of the Task and its Functions. Throws as {@link containers}. */
  readonly explanation: Explanation;
  /** {@link explanation} as a text for people. Throws as {@link containers}. */
  readonly explain: () => string;
}

/** The parts of a {@link scenarioOf}. */
export interface ScenarioParts {
  readonly title: string;
  readonly outcome: Outcome;
  readonly subject: Either<Problems<ScenarioProblemCode>, Subject>;
}

/**
 * A scenario, with everything that a test asks of it. Slow parts are made once, when they are asked for. Its runs are
 * counted where template coverage is on.
 */
export function scenarioOf({ title, outcome: { result, runs }, subject }: ScenarioParts): Scenario {
  const sources = sourcesOf(subject);
  readOr(undefined, () =>
    recordRuns(runs, isLeft(subject) ? [] : [...subject.right.manifests.functions.values(), ...sources]),
  );
  const containers = once(() => containersOf(orThrow(result)));
  const explanation = once(() => explain(orThrow(result).task));
  const firstJob = (): V1Job => orThrow(jobIn(orThrow(result).plan));
  const scenario: Scenario = {
    title,
    result,
    problems: isLeft(result) ? result.left : result.right.plan.warnings,
    sources,
    runs,
    get containers() {
      return containers();
    },
    container: (step) => asUsed('container', () => orThrow(findContainer(containers(), step))),
    get job() {
      return firstJob();
    },
    get pod() {
      return podOf(firstJob());
    },
    get objects() {
      return orThrow(result).plan.objects;
    },
    objectsOf: (kind) =>
      asUsed('objectsOf', () => {
        expectWord(kind, plannedKinds, 'kind of a planned object');
        return orThrow(result).plan.objects.filter((object) => isOfKind(object, kind));
      }),
    report: (output) => asUsed('report', () => reportOf(orThrow(result), output)),
    allows: (permission) =>
      asUsed('allows', () => {
        expectPermission(permission);
        return allows(orThrow(result).plan.objects, permission);
      }),
    get explanation() {
      return explanation();
    },
    explain: () => formatExplanation(explanation()),
  };
  return scenario;
}

/** Every kind of a plan. */
const plannedKinds: ReadonlyArray<KubernetesObject['kind']> = [
  'ServiceAccount',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'PersistentVolumeClaim',
  'Job',
];

/** The pod that a Job makes. */
export function podOf(job: V1Job): V1PodSpec {
  return job.spec?.template.spec ?? { containers: [] };
}

function isOfKind<Kind extends KubernetesObject['kind']>(
  object: KubernetesObject,
  kind: Kind,
): object is Extract<KubernetesObject, { readonly kind: Kind }> {
  return object.kind === kind;
}

function jobIn({ jobs }: Plan): Either<Problems<ScenarioProblemCode>, V1Job> {
  const [job] = jobs;
  return job === undefined ? left([stepNotFound(0, [])]) : right(job);
}

/** Hooks run in containers too, but are no steps. Only the names of steps end in their places. */
function containersOf({ plan, task, secrets }: ScenarioResult): ReadonlyArray<ScenarioContainer> {
  const pod = plan.jobs[0] === undefined ? { containers: [] } : podOf(plan.jobs[0]);
  const all = [...(pod.initContainers ?? []), ...pod.containers];
  const { subject, strings } = explain(task);
  return task.steps.flatMap((fn, index) => {
    const spec = all.find(({ name }) => name === containerName(fn.name, index));
    if (spec === undefined) return [];
    const explanation = { subject, strings: strings.filter(({ step }) => step === index) };
    return [scenarioContainer({ step: fn.name, index, spec, podVolumes: pod.volumes ?? [], explanation, secrets })];
  });
}

function findContainer(
  containers: ReadonlyArray<ScenarioContainer>,
  step: string | number,
): Either<Problems<ScenarioProblemCode>, ScenarioContainer> {
  const found = containers.find((container) => container.step === step || container.index === step);
  return found === undefined ? left([stepNotFound(step, containers)]) : right(found);
}

function stepNotFound(step: string | number, containers: ReadonlyArray<ScenarioContainer>): Problem<'step-not-found'> {
  const names = containers.map((container) => container.step);
  const near = typeof step === 'string' ? didYouMean(step, names) : undefined;
  return {
    code: 'step-not-found',
    severity: 'error',
    message: `the Task has no step ${typeof step === 'string' ? `\`${step}\`` : step}`,
    path: ['spec', 'steps'],
    hint: near === undefined ? `its steps are ${names.join(', ') || 'none'}` : `did you mean \`${near}\`?`,
  };
}

function once<A>(make: () => A): () => A {
  let made: { readonly value: A } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
