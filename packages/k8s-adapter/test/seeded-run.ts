import type { ApiServer } from '../../testing/src/cluster.ts';
import {
  type PodScript,
  playJobs,
  podName,
  type Scenario,
  scenarioOf,
  seeded,
  seededFaults,
} from '../../testing/src/cluster.ts';
import { type ClusterPort, clockAt, type JobEvent, type JobOutcome, runJob } from '../src/cluster/index.ts';

/** The result of one seeded run. */
export interface SeededRun {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly events: ReadonlyArray<JobEvent>;
  readonly outcome: JobOutcome;
  /** The invariants that did not hold; empty for a good run. */
  readonly violations: ReadonlyArray<string>;
}

/** The factor by which the clock of a seeded run is faster than the machine's. */
const speed = 1000;

/** A Job with the steps of a scenario. */
export function jobOf(name: string, scenario: Scenario): object {
  // Pods of a scenario differ; the template has every container that any of them has.
  const steps = scenario.pods
    .map((pod) => pod.steps)
    .reduce((most, one) => (one.length > most.length ? one : most), []);
  const containers = (isInit: boolean): ReadonlyArray<object> =>
    steps.filter((step) => step.isInit === isInit).map((step) => ({ name: step.name, image: 'busybox' }));
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: {
      backoffLimit: scenario.backoffLimit,
      template: {
        spec: {
          restartPolicy: scenario.restartPolicy,
          initContainers: containers(true),
          containers: containers(false),
        },
      },
    },
  };
}

/**
 * Plays the scenario of a seed under the faults of the seed, runs its Job, and checks the run against the invariants.
 */
export async function seededRun(server: ApiServer, port: ClusterPort, seed: number): Promise<SeededRun> {
  const scenario = scenarioOf(seed);
  const random = seeded(seed ^ 0x5eed);
  const name = `job-${seed}`;
  server.setFaults(seededFaults(seed, random.pick([0, 0.3, 1])));
  const play = playJobs(server, (job) => (job === name ? scenario : undefined), { seed });
  const interruption = random.chance(0.1) ? random.pick(['abort', 'timeout']) : undefined;
  const abort = new AbortController();
  const delay = random.below(30);
  if (interruption === 'abort') setTimeout(() => abort.abort('enough'), delay);
  const needsTime = scenario.end !== 'nothing';
  const clock = clockAt(speed, random.next);
  const startedAt = clock.now();
  const requestsBefore = server.requests.length;
  const run = runJob(port, jobOf(name, scenario), {
    clock,
    signal: abort.signal,
    giveUpAfter: 1e9,
    cleanUp: random.pick(['never', 'succeeded', 'always']),
    // An obstacle that passes in time gets all the time there is.
    limits: {
      logs: 1e9,
      podCreate: 1e9,
      ...(needsTime ? { imagePull: 1e9, containerCreate: 1e9, unschedulable: 1e9, podStart: 1e9 } : {}),
    },
    ...(interruption === 'timeout' ? { timeout: delay * speed } : {}),
  });
  const events: Array<JobEvent> = [];
  const isSlow = random.chance(0.2);
  for await (const event of run) {
    events.push(event);
    if (isSlow && random.chance(0.1)) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const outcome = await run.outcome;
  await play.finished();
  const steps = (scenario.pods[0]?.steps ?? []).length;
  const violations = [
    ...checkEnd(events, outcome),
    ...checkSteps(events, outcome),
    ...(abort.signal.aborted ? [] : checkLines(name, scenario, events, outcome)),
    ...(interruption === undefined ? checkOutcome(scenario, outcome) : []),
    ...(await checkStreams(server)),
    ...checkRate(server.requests.length - requestsBefore, steps, clock.now() - startedAt),
    ...(await checkSilence(server)),
  ];
  return { seed, scenario, events, outcome, violations };
}

function checkEnd(events: ReadonlyArray<JobEvent>, outcome: JobOutcome): ReadonlyArray<string> {
  const ends = events.filter((event) => event.type === 'job-finished');
  const last = events.at(-1);
  const violations: Array<string> = [];
  if (ends.length !== 1) violations.push(`${ends.length} terminal events`);
  if (last?.type !== 'job-finished') violations.push(`the last event is ${last?.type}`);
  else if (last.outcome !== outcome) violations.push('the terminal event has another outcome');
  const created = events.filter((event) => event.type === 'job-created').length;
  if (created !== 1 && outcome.status !== 'aborted' && outcome.status !== 'timed-out') {
    violations.push(`the Job was created ${created} times`);
  }
  return violations;
}

function checkSteps(events: ReadonlyArray<JobEvent>, outcome: JobOutcome): ReadonlyArray<string> {
  const violations: Array<string> = [];
  const phases = new Map<string, 'started' | 'finished'>();
  for (const event of events) {
    if (event.type !== 'step-started' && event.type !== 'log-line' && event.type !== 'step-finished') continue;
    const key = `${event.pod}/${event.step}/${event.restarts}`;
    const phase = phases.get(key);
    if (event.type === 'step-started') {
      if (phase !== undefined) violations.push(`${key} started twice`);
      phases.set(key, 'started');
    } else {
      if (phase !== 'started') violations.push(`${event.type} of ${key}, which is ${phase ?? 'not started'}`);
      if (event.type === 'step-finished') phases.set(key, 'finished');
    }
  }
  const isWhole = outcome.status === 'succeeded' || outcome.status === 'failed';
  if ([...phases.keys()].some((key) => key.includes('istio-proxy')))
    violations.push('a container that is not the Job’s own is told');
  for (const [key, phase] of phases) if (isWhole && phase !== 'finished') violations.push(`${key} never finished`);
  return violations;
}

function checkLines(
  job: string,
  scenario: Scenario,
  events: ReadonlyArray<JobEvent>,
  outcome: JobOutcome,
): ReadonlyArray<string> {
  const violations: Array<string> = [];
  const isWhole = (outcome.status === 'succeeded' || outcome.status === 'failed') && scenario.end !== 'deleted';
  for (const [index, pod] of scenario.pods.entries()) {
    const name = podName(job, index);
    for (const { step, restarts, lines, isLost } of instancesOf(pod)) {
      const got = events.flatMap((event) =>
        event.type === 'log-line' && event.pod === name && event.step === step && event.restarts === restarts
          ? [event.text]
          : [],
      );
      const isStarted = events.some(
        (event) =>
          event.type === 'step-started' && event.pod === name && event.step === step && event.restarts === restarts,
      );
      const mustBeWhole = isWhole && !isLost && isStarted;
      const expected = mustBeWhole ? lines : lines.slice(0, got.length);
      if (JSON.stringify(got) !== JSON.stringify(expected)) {
        violations.push(
          `${name}/${step}/${restarts}: ${got.length} of ${lines.length} lines, or others: ${firstDifference(got, lines)}`,
        );
      }
    }
  }
  const isAnyLost = scenario.pods.some(isTaken) || scenario.end === 'deleted';
  const lost = events.find((event) => event.type === 'warning' && event.reason === 'LogIncomplete');
  if (lost !== undefined && !isAnyLost && isWhole) violations.push(`a log was given up: ${JSON.stringify(lost)}`);
  return violations;
}

function instancesOf(pod: PodScript): ReadonlyArray<{
  readonly step: string;
  readonly restarts: number;
  readonly lines: ReadonlyArray<string>;
  readonly isLost: boolean;
}> {
  return pod.steps.flatMap((step) =>
    step.instances.map((instance, restarts) => ({
      step: step.name,
      restarts,
      lines: instance.lines,
      // A second restart removes the log before the first one, and the loss of a node removes the whole pod.
      isLost: isTaken(pod),
    })),
  );
}

function isTaken(pod: PodScript): boolean {
  return pod.lostAt !== undefined || pod.takenAt !== undefined;
}

function checkOutcome(scenario: Scenario, outcome: JobOutcome): ReadonlyArray<string> {
  const said = outcome.status === 'failed' ? outcome.reason : outcome.status;
  const expected = expectedOutcome(scenario);
  // Where nobody has seen the pod, only the Job can say why it failed.
  if (said === 'job-failed' && outcome.steps.length === 0) return [];
  const violations = said === expected ? [] : [`the outcome is ${said}, not ${expected}: ${JSON.stringify(outcome)}`];
  const last = scenario.pods.at(-1);
  const failing = last?.steps.find((step) => (step.instances.at(-1)?.exitCode ?? 0) !== 0);
  if (outcome.status === 'failed' && said === 'step-failed' && outcome.step !== failing?.name) {
    return [...violations, `the step ${outcome.step} is blamed`];
  }
  return violations;
}

function expectedOutcome(scenario: Scenario): string {
  switch (scenario.end) {
    case 'complete':
      return 'succeeded';
    case 'failed':
      return scenario.pods.some((pod) => pod.takenAt !== undefined) ? 'pod-lost' : 'step-failed';
    case 'deadline':
      return 'deadline-exceeded';
    case 'deleted':
      return 'job-deleted';
    case 'nothing': {
      const pod = scenario.pods[0];
      if (pod?.unschedulable === 'forever') return 'unschedulable';
      if (pod?.hasForeign === true) return 'succeeded';
      if (pod?.lacksVolume === true) return 'container-not-created';
      const reason = pod?.steps.find((step) => step.waiting !== undefined)?.waiting?.reason ?? '';
      return reason.includes('Image') ? 'image-not-pulled' : 'container-not-created';
    }
  }
}

/** Checks the number of requests of a run: a burst, and two requests a second; see the guide. */
function checkRate(requests: number, steps: number, duration: number): ReadonlyArray<string> {
  const most = 100 + 12 * steps + 2 * (duration / 1000) + 1;
  return requests <= most ? [] : [`${requests} requests in ${Math.round(duration / 1000)} s`];
}

async function checkSilence(server: ApiServer): Promise<ReadonlyArray<string>> {
  // Requests on their way may still arrive.
  await new Promise((resolve) => setTimeout(resolve, 10));
  const before = server.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 10));
  const more = server.requests.slice(before);
  return more.length === 0 ? [] : [`requests behind the end: ${more.join(', ')}`];
}

async function checkStreams(server: ApiServer): Promise<ReadonlyArray<string>> {
  for (let attempt = 0; attempt < 200 && server.openStreams() > 0; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return server.openStreams() === 0 ? [] : [`${server.openStreams()} streams stay open`];
}

function firstDifference(got: ReadonlyArray<string>, lines: ReadonlyArray<string>): string {
  const at = got.findIndex((line, index) => line !== lines[index]);
  return at === -1 ? `missing "${lines[got.length]}"` : `"${got[at]}" instead of "${lines[at]}" at ${at}`;
}

/** Seeds, one after another. */
export function seedsFrom(first: number, count: number): ReadonlyArray<number> {
  return Array.from({ length: count }, (_, index) => first + index);
}
