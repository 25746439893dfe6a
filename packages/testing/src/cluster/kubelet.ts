import { asUsed, expectOptions } from '../usage-error.ts';
import type { ApiServer } from './api-server.ts';
import { type JobScript, scenarioFor } from './job-script.ts';
import { fieldAt, isJsonObject, type JsonObject, textAt } from './json.ts';
import { timestamp, type WritableLog, writableLog } from './log-store.ts';
import type { Change } from './object-store.ts';
import type { PodScript, Scenario, StepScript } from './scenario.ts';
import { type Random, seeded } from './seeded.ts';
import { merge } from './server-side-apply.ts';

/** The options of {@link playJobs}. */
export interface PlayOptions {
  /** The seed of the pauses; by default 1. */
  readonly seed?: number | undefined;
  /** The longest pause, in milliseconds of real time; by default 2. */
  readonly pause?: number | undefined;
}

/** A running play. */
export interface Play {
  /** Resolves when every Job so far has been played to its end. */
  readonly finished: () => Promise<void>;
}

/**
 * Plays the script of each Job that is made from now on. It stands for the scheduler, the kubelet and the Job
 * controller.
 *
 * @param scriptFor - by the Job's name, and the Job itself; a Job without a script is left alone
 */
export function playJobs(
  server: ApiServer,
  scriptFor: (name: string, job: JsonObject) => JobScript | Scenario | undefined = () => ({}),
  options: PlayOptions = {},
): Play {
  expectOptions('playJobs', options, { pause: 'number', seed: 'number' });
  expectOptions('playJobs', { scriptFor }, { scriptFor: 'function' });
  const { seed = 1, pause = 2 } = options;
  const plays: Array<Promise<void>> = [];
  const play = ({ kind, type, object }: Change): void => {
    if (kind !== 'batch/v1/jobs' || type !== 'ADDED') return;
    const script = scriptFor(textAt(object, 'metadata', 'name') ?? '', object);
    if (script !== undefined) plays.push(playJob(server, object, scenarioFor(object, script), { seed, pause }));
  };
  asUsed('playJobs', () => server.store.subscribe(play));
  return { finished: () => Promise.all(plays).then(() => undefined) };
}

/** The name of a Job's pod in a scenario. */
export function podName(job: string, index: number): string {
  return asUsed('podName', () => `${job}-pod${index}`);
}

interface Stage {
  readonly server: ApiServer;
  readonly job: JsonObject;
  readonly scenario: Scenario;
  /** Lets others run. It gives false once the Job is gone. */
  readonly pause: () => Promise<boolean>;
  /** The time of the next line of a log. */
  readonly tick: () => string;
}

async function playJob(
  server: ApiServer,
  job: JsonObject,
  scenario: Scenario,
  options: { readonly seed: number; readonly pause: number },
): Promise<void> {
  const random = seeded(options.seed);
  const stage: Stage = {
    server,
    job,
    scenario,
    pause: async () => {
      if (scenario.isInstant) return true;
      await rest(random, options.pause);
      return isThere(server, job);
    },
    tick: nodeClock(random),
  };
  for (const [index, script] of scenario.pods.entries()) {
    const fate = await playPod(stage, index, script);
    if (fate === 'stuck') return;
    if (scenario.end === 'deleted' && index === scenario.pods.length - 1) return removeJob(stage);
  }
  if (!(await stage.pause()) || scenario.end === 'nothing') return;
  const reasons = {
    complete: 'CompletionsReached',
    failed: 'BackoffLimitExceeded',
    deadline: 'DeadlineExceeded',
    deleted: '',
  };
  endJob(stage, scenario.end === 'complete' ? 'Complete' : 'Failed', reasons[scenario.end]);
}

function endJob(stage: Stage, type: string, reason: string): void {
  const condition = { type, status: 'True', reason, message: `the Job is ${stage.scenario.end}` };
  setStatus(stage, 'batch/v1/jobs', textAt(stage.job, 'metadata', 'name') ?? '', { conditions: [condition] });
}

async function playPod(stage: Stage, index: number, script: PodScript): Promise<'ended' | 'lost' | 'stuck'> {
  const name = podName(textAt(stage.job, 'metadata', 'name') ?? '', index);
  const pod = makePod(stage, name, script);
  if (!(await stage.pause())) return 'stuck';
  if (script.unschedulable !== 'no') {
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: '0/3 nodes are available',
    };
    setStatus(stage, 'v1/pods', name, { conditions: [condition] });
    if (script.unschedulable === 'forever' || !(await stage.pause())) return 'stuck';
  }
  patch(stage, 'v1/pods', name, { spec: { nodeName: 'node-1' }, status: { conditions: [] } });
  for (const reason of script.warnings) warn(stage, pod, reason);
  if (script.lacksVolume === true) {
    for (const step of script.steps)
      setContainer(stage, name, step, { restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } });
    warn(stage, pod, 'FailedMount', 'MountVolume.SetUp failed for volume "s" : secret "nowhere" not found');
    return 'stuck';
  }
  if (script.hasForeign === true) setContainer(stage, name, foreign, { restartCount: 0, state: { running: {} } });
  for (const [at, step] of script.steps.entries()) {
    const fate = await playStep(stage, name, script, at, step);
    if (fate === 'lost' || fate === 'stuck') return fate;
    if (fate === 'failed') {
      setStatus(stage, 'v1/pods', name, { phase: 'Failed' });
      return 'ended';
    }
  }
  if (script.hasForeign === true) return 'stuck';
  setStatus(stage, 'v1/pods', name, { phase: 'Succeeded' });
  return 'ended';
}

/** The container that a service mesh adds. */
const foreign: StepScript = { name: 'istio-proxy', isInit: false, instances: [] };

async function playStep(
  stage: Stage,
  pod: string,
  script: PodScript,
  at: number,
  step: StepScript,
): Promise<'done' | 'failed' | 'lost' | 'stuck'> {
  const report = (status: JsonObject): void => setContainer(stage, pod, step, status);
  if (!(await stage.pause())) return 'stuck';
  if (step.waiting !== undefined) {
    report({ restartCount: 0, state: { waiting: { reason: step.waiting.reason, message: 'for the test' } } });
    if (step.waiting.isForever || !(await stage.pause())) return 'stuck';
  }
  for (const [restarts, instance] of step.instances.entries()) {
    const log = writableLog();
    stage.server.setLog(pod, step.name, restarts, log);
    const startedAt = seconds(stage.tick());
    const last = lastEnd(stage, pod, step);
    report({ restartCount: restarts, state: { running: { startedAt } }, ...last });
    const lostAt = script.lostAt?.step === at ? script.lostAt.line : undefined;
    if ((await writeLines(stage, log, instance.lines, lostAt)) === 'lost') {
      log.end(true);
      stage.server.store.remove('v1/pods', textAt(stage.job, 'metadata', 'namespace') ?? '', pod);
      return 'lost';
    }
    if (instance.takes !== undefined) await stage.server.clock.sleep(instance.takes);
    if (script.takenAt === at) return takeAway(stage, pod, step, { log, startedAt });
    log.end(instance.endsWithLineFeed);
    const { exitCode } = instance;
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    const terminated = { exitCode, reason, startedAt, finishedAt: seconds(stage.tick()) };
    report({ restartCount: restarts, state: { terminated }, ...last });
    if (!(await stage.pause())) return 'stuck';
    const isLast = restarts === step.instances.length - 1;
    if (exitCode !== 0 && isLast) return 'failed';
    if (!isLast) {
      const waiting = { reason: 'CrashLoopBackOff', message: 'back-off' };
      report({ restartCount: restarts, state: { waiting }, lastState: { terminated } });
      // A kubelet waits ten seconds before it starts a container again.
      for (let count = 0; count < 20; count += 1) stage.tick();
      if (!(await stage.pause())) return 'stuck';
    }
  }
  return 'done';
}

// Ends a pod that is deleted: first the Job's verdict, then the end of the container, then that of the pod.
async function takeAway(
  stage: Stage,
  pod: string,
  step: StepScript,
  { log, startedAt }: { readonly log: WritableLog; readonly startedAt: string },
): Promise<'lost' | 'stuck'> {
  const asked = Date.parse(seconds(stage.tick()));
  const deletion = { deletionTimestamp: seconds(timestamp(asked + 30_000)), deletionGracePeriodSeconds: 30 };
  patch(stage, 'v1/pods', pod, { metadata: deletion });
  if (!(await stage.pause())) return 'stuck';
  const isDeadline = stage.scenario.end === 'deadline';
  endJob(stage, 'FailureTarget', isDeadline ? 'DeadlineExceeded' : 'BackoffLimitExceeded');
  if (!(await stage.pause())) return 'stuck';
  log.end(true);
  const finishedAt = seconds(timestamp(asked + 5_000));
  const terminated = { exitCode: 137, reason: 'Error', startedAt, finishedAt };
  setContainer(stage, pod, step, { restartCount: 0, state: { terminated } });
  if (!(await stage.pause())) return 'stuck';
  setStatus(stage, 'v1/pods', pod, { phase: 'Failed' });
  if (!(await stage.pause())) return 'stuck';
  stage.server.store.remove('v1/pods', textAt(stage.job, 'metadata', 'namespace') ?? '', pod);
  return 'lost';
}

async function writeLines(
  stage: Stage,
  log: WritableLog,
  lines: ReadonlyArray<string>,
  lostAt: number | undefined,
): Promise<'written' | 'lost'> {
  for (const [index, line] of lines.entries()) {
    if (index === lostAt) return 'lost';
    log.write(stage.tick(), line);
    if (index % 8 === 7) await stage.pause();
  }
  return lostAt === undefined ? 'written' : 'lost';
}

function makePod({ server, job, scenario }: Stage, name: string, script: PodScript): JsonObject {
  const uid = textAt(job, 'metadata', 'uid') ?? '';
  const jobName = textAt(job, 'metadata', 'name') ?? '';
  const containers = (isInit: boolean): ReadonlyArray<JsonObject> =>
    [...script.steps, ...(script.hasForeign === true ? [foreign] : [])]
      .filter((step) => step.isInit === isInit)
      .map((step) => ({ name: step.name, image: 'busybox' }));
  return server.store.put('v1/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: textAt(job, 'metadata', 'namespace'),
      labels: { 'controller-uid': uid, 'batch.kubernetes.io/controller-uid': uid, 'job-name': jobName },
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: jobName, uid, controller: true }],
    },
    spec: { restartPolicy: scenario.restartPolicy, initContainers: containers(true), containers: containers(false) },
    status: { phase: 'Pending' },
  });
}

function warn({ server }: Stage, pod: JsonObject, reason: string, message = 'a warning for the test'): void {
  const metadata = isJsonObject(pod.metadata) ? pod.metadata : {};
  const { uid, name, namespace } = metadata;
  server.store.put('v1/events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${String(name)}.${reason}`, namespace },
    type: 'Warning',
    reason,
    message,
    involvedObject: { kind: 'Pod', name, namespace, uid },
  });
}

function setContainer(stage: Stage, pod: string, step: Pick<StepScript, 'name' | 'isInit'>, status: JsonObject): void {
  const field = step.isInit ? 'initContainerStatuses' : 'containerStatuses';
  const before = fieldAt(read(stage, 'v1/pods', pod), 'status', field);
  const others = Array.isArray(before) ? before.filter((one) => textAt(one, 'name') !== step.name) : [];
  setStatus(stage, 'v1/pods', pod, { [field]: [...others, { name: step.name, ...status }] });
}

function lastEnd(stage: Stage, pod: string, step: StepScript): JsonObject {
  const field = step.isInit ? 'initContainerStatuses' : 'containerStatuses';
  const before = fieldAt(read(stage, 'v1/pods', pod), 'status', field);
  const status = Array.isArray(before) ? before.find((one) => textAt(one, 'name') === step.name) : undefined;
  const terminated = fieldAt(status, 'lastState', 'terminated');
  return terminated === undefined ? {} : { lastState: { terminated } };
}

function removeJob({ server, job }: Stage): void {
  const namespace = textAt(job, 'metadata', 'namespace') ?? '';
  const uid = textAt(job, 'metadata', 'uid');
  server.store.remove('batch/v1/jobs', namespace, textAt(job, 'metadata', 'name') ?? '');
  for (const pod of server.store.list('v1/pods', namespace)) {
    if (fieldAt(pod, 'metadata', 'labels', 'controller-uid') !== uid) continue;
    server.store.remove('v1/pods', namespace, textAt(pod, 'metadata', 'name') ?? '');
  }
}

function setStatus(stage: Stage, kind: string, name: string, status: JsonObject): void {
  patch(stage, kind, name, { status });
}

function patch(stage: Stage, kind: string, name: string, change: JsonObject): void {
  const before = read(stage, kind, name);
  if (before !== undefined) stage.server.store.put(kind, merge(before, change));
}

function read({ server, job }: Stage, kind: string, name: string): JsonObject | undefined {
  return server.store.get(kind, textAt(job, 'metadata', 'namespace') ?? '', name);
}

function isThere(server: ApiServer, job: JsonObject): boolean {
  const { namespace = '', name = '' } = {
    namespace: textAt(job, 'metadata', 'namespace'),
    name: textAt(job, 'metadata', 'name'),
  };
  const found = server.store.get('batch/v1/jobs', namespace, name);
  return textAt(found, 'metadata', 'uid') === textAt(job, 'metadata', 'uid');
}

async function rest(random: Random, longest: number): Promise<void> {
  const pause = random.below(longest + 1);
  if (pause === 0) await new Promise((resolve) => setImmediate(resolve));
  else await new Promise((resolve) => setTimeout(resolve, pause));
}

// The times of lines, which come in bursts: several in one nanosecond, or several in one second. Now and then a line is
// a little earlier than the one before it, as happens between the two streams of a container.
function nodeClock(random: Random): () => string {
  let now = Date.parse('2026-01-01T00:00:00Z');
  let nanoseconds = 0;
  return () => {
    if (random.chance(0.1)) return timestamp(now, nanoseconds);
    if (random.chance(0.05) && nanoseconds > 100) return timestamp(now, nanoseconds - 50);
    now += random.pick([0, 1, 40, 1300]);
    nanoseconds = random.below(1_000_000);
    return timestamp(now, nanoseconds);
  };
}

function seconds(time: string): string {
  return `${time.slice(0, 19)}Z`;
}
