import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { JobEvent } from './job-event.ts';
import {
  closeSteps,
  isSettled,
  nextTick,
  type Observation,
  observe,
  type RunState,
  startState,
} from './job-machine.ts';
import { defaultStuckLimits, runLimits } from './limits.ts';
import { readJob } from './observed-job.ts';
import { type ObservedPod, readPod } from './observed-pod.ts';
import { verdictOf } from './verdict.ts';

const jobObject = (conditions: ReadonlyArray<JsonObject> = [], spec: JsonObject = {}): JsonObject => ({
  metadata: { name: 'backup', namespace: 'demo', uid: 'job-1' },
  spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never' } }, ...spec },
  status: { conditions },
});
const complete = { type: 'Complete', status: 'True' };
const failed = (reason: string): JsonObject => ({ type: 'Failed', status: 'True', reason, message: 'because' });

const running = { running: { startedAt: '2026-01-01T00:00:00Z' } };
const ended = (exitCode: number): JsonObject => ({
  terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' },
});
const waiting = (reason: string): JsonObject => ({ waiting: { reason, message: 'why' } });

interface Container {
  readonly state?: JsonObject;
  readonly lastState?: JsonObject;
  readonly restartCount?: number;
}

const podObject = (
  uid: string,
  containers: Readonly<Record<string, Container>>,
  more: JsonObject = {},
): ObservedPod => {
  const names = Object.keys(containers);
  const statuses = names.map((name) => ({ name, restartCount: 0, ...containers[name] }));
  return readPod({
    metadata: { name: `backup-${uid}`, uid, creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: {
      nodeName: 'node-1',
      restartPolicy: 'Never',
      initContainers: names.slice(0, -1).map((name) => ({ name })),
      containers: names.slice(-1).map((name) => ({ name })),
    },
    status: {
      phase: 'Running',
      initContainerStatuses: statuses.slice(0, -1),
      containerStatuses: statuses.slice(-1),
      ...more,
    },
  });
};
const seen = (pod: ObservedPod): Observation => ({ type: 'pod', pod });

function run(
  observations: ReadonlyArray<Observation>,
  spec: JsonObject = {},
): { readonly state: RunState; readonly events: ReadonlyArray<string> } {
  let state = startState(readJob(jobObject([], spec)), runLimits());
  const events: Array<string> = [];
  for (const [index, observation] of observations.entries()) {
    const transition = observe(state, observation, index * 1000);
    state = transition.state;
    events.push(...transition.events.map(short));
  }
  return { state, events };
}

function short(event: JobEvent): string {
  switch (event.type) {
    case 'step-started':
      return `+${event.step}${event.restarts}`;
    case 'step-finished':
      return `-${event.step}${event.restarts}=${event.exitCode ?? event.reason}`;
    case 'pod-replaced':
      return `replaced ${event.previous}`;
    case 'warning':
      return `warning ${event.reason}`;
    default:
      return event.type;
  }
}

describe('observe', () => {
  it.each<[string, ReadonlyArray<Observation>, ReadonlyArray<string>]>([
    [
      'tells the steps in order, though it sees only their end',
      [seen(podObject('a', { x: { state: ended(0) }, y: { state: ended(0) } }))],
      ['pod-scheduled', '+x0', '-x0=0', '+y0', '-y0=0'],
    ],
    [
      'tells nothing twice',
      [
        seen(podObject('a', { x: { state: running } })),
        seen(podObject('a', { x: { state: running } })),
        { type: 'pods', pods: [podObject('a', { x: { state: running } })] },
      ],
      ['pod-scheduled', '+x0'],
    ],
    [
      'does not go back when an older observation comes late',
      [seen(podObject('a', { x: { state: ended(0) } })), seen(podObject('a', { x: { state: running } }))],
      ['pod-scheduled', '+x0', '-x0=0'],
    ],
    [
      'finishes the steps of a pod that is gone',
      [seen(podObject('a', { x: { state: running } })), { type: 'pods', pods: [] }],
      ['pod-scheduled', '+x0', '-x0=PodLost'],
    ],
    [
      'takes what a deleted pod says last',
      [
        seen(podObject('a', { x: { state: running } })),
        { type: 'pod-gone', pod: podObject('a', { x: { state: ended(7) } }) },
      ],
      ['pod-scheduled', '+x0', '-x0=7'],
    ],
    [
      'tells of a replaced pod',
      [seen(podObject('a', { x: { state: ended(1) } })), seen(podObject('b', { x: {} }))],
      ['pod-scheduled', '+x0', '-x0=1', 'replaced backup-a', 'pod-scheduled'],
    ],
    [
      'tells both instances of a restarted container',
      [
        seen(podObject('a', { x: { state: running } })),
        seen(podObject('a', { x: { state: waiting('CrashLoopBackOff'), lastState: ended(1) } })),
        seen(podObject('a', { x: { state: running, lastState: ended(1), restartCount: 1 } })),
      ],
      ['pod-scheduled', '+x0', '-x0=1', '+x1'],
    ],
    [
      'tells an instance whose restart hid it',
      [
        seen(podObject('a', { x: { state: running } })),
        seen(podObject('a', { x: { state: running, lastState: ended(9), restartCount: 1 } })),
      ],
      ['pod-scheduled', '+x0', '-x0=9', '+x1'],
    ],
    [
      'holds a warning until its pod is known, and drops those of others',
      [
        { type: 'warning', warning: { uid: 'a', kind: 'Pod', name: 'backup-a', reason: 'Early', message: '' } },
        { type: 'warning', warning: { uid: 'z', kind: 'Pod', name: 'other-z', reason: 'Other', message: '' } },
        seen(podObject('a', { x: {} })),
        {
          type: 'warning',
          warning: { uid: 'job-1', kind: 'Job', name: 'backup', reason: 'FailedCreate', message: '' },
        },
        {
          type: 'warning',
          warning: { uid: 'job-1', kind: 'Job', name: 'backup', reason: 'FailedCreate', message: '' },
        },
      ],
      ['pod-scheduled', 'warning Early', 'warning FailedCreate'],
    ],
  ])('%s', (_, observations, events) => {
    expect(run(observations).events).toEqual(events);
  });

  it.each<[string, ReadonlyArray<Observation>, object]>([
    ['complete', [{ type: 'job', job: readJob(jobObject([complete])) }], { status: 'succeeded' }],
    ['deleted', [{ type: 'job-gone' }], { status: 'failed', reason: 'job-deleted' }],
    [
      'complete and then deleted',
      [{ type: 'job', job: readJob(jobObject([complete])) }, { type: 'job-gone' }],
      { status: 'succeeded' },
    ],
    [
      'replaced by another of its name',
      [{ type: 'job', job: { ...readJob(jobObject([complete])), uid: 'job-2' } }],
      { status: 'failed', reason: 'job-deleted' },
    ],
    [
      'failed by a step',
      [
        seen(podObject('a', { x: { state: ended(0) }, y: { state: ended(2) } })),
        { type: 'job', job: readJob(jobObject([failed('BackoffLimitExceeded')])) },
      ],
      { reason: 'step-failed', exitCode: 2, instance: { step: 'y' } },
    ],
    [
      'failed by its deadline',
      [{ type: 'job', job: readJob(jobObject([failed('DeadlineExceeded')])) }],
      { reason: 'deadline-exceeded' },
    ],
    [
      'failed with an evicted pod',
      [
        seen(
          podObject('a', { x: { state: ended(137) } }, { phase: 'Failed', reason: 'Evicted', message: 'low on disk' }),
        ),
        { type: 'job', job: readJob(jobObject([failed('BackoffLimitExceeded')])) },
      ],
      { reason: 'pod-lost', message: expect.stringContaining('low on disk') },
    ],
    [
      'failed for a reason of its own',
      [{ type: 'job', job: readJob(jobObject([failed('FailedIndexes')])) }],
      { reason: 'job-failed', message: expect.stringContaining('FailedIndexes') },
    ],
    [
      'stuck with an init container that failed',
      [seen(podObject('a', { x: { state: ended(3) }, y: {} }))],
      { reason: 'step-failed', exitCode: 3, instance: { step: 'x' } },
    ],
    [
      'stuck with an image name that is none',
      [seen(podObject('a', { x: { state: waiting('InvalidImageName') } }))],
      { reason: 'image-not-pulled', instance: { step: 'x' } },
    ],
  ])('comes to the verdict of a Job that is %s', (_, observations, verdict) => {
    expect(verdictOf(run(observations).state)).toMatchObject(verdict);
  });

  it('gives a pod that stands still its time, from when it was first seen so', () => {
    const stuck = seen(podObject('a', { x: { state: waiting('ErrImagePull') } }));
    const again = seen(podObject('a', { x: { state: waiting('ImagePullBackOff') } }));
    const { state } = run([stuck, again]);
    expect(nextTick(state)).toBe(defaultStuckLimits.imagePull);
    expect(observe(state, { type: 'tick' }, 59_999).state.decision).toBeUndefined();
    expect(observe(state, { type: 'tick' }, 60_000).state.decision).toMatchObject({ type: 'stuck' });
    const free = observe(state, seen(podObject('a', { x: { state: running } })), 5000).state;
    expect(nextTick(free)).toBeUndefined();
  });

  it('gives a Job whose pod is refused its time, until there is a pod', () => {
    const warning = { uid: 'job-1', kind: 'Job', name: 'backup', reason: 'FailedCreate', message: 'exceeded quota' };
    const { state, events } = run([{ type: 'warning', warning }]);
    expect(events).toHaveLength(1);
    expect(nextTick(state)).toBe(defaultStuckLimits.podCreate);
    const late = observe(state, { type: 'tick' }, defaultStuckLimits.podCreate).state;
    expect(verdictOf(late)).toMatchObject({ reason: 'pod-not-created', message: expect.stringContaining('quota') });
    const free = observe(state, seen(podObject('a', { x: { state: running } })), 1000).state;
    expect(nextTick(free)).toBeUndefined();
    expect(nextTick(observe(free, { type: 'warning', warning }, 2000).state)).toBeUndefined();
  });

  it('tells once that a Job is suspended, and waits', () => {
    const job = readJob(jobObject([], { suspend: true }));
    const { state, events } = run([
      { type: 'job', job },
      { type: 'job', job },
    ]);
    expect(events).toHaveLength(1);
    expect(state.decision).toBeUndefined();
  });

  it('waits for another pod after an init container that failed, where the Job allows one', () => {
    const { state } = run([seen(podObject('a', { x: { state: ended(3) }, y: {} }))], { backoffLimit: 2 });
    expect(state.decision).toBeUndefined();
  });

  it('does not blame a sidecar that was stopped', () => {
    const pod = readPod({
      metadata: { name: 'backup-a', uid: 'a' },
      spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }], containers: [{ name: 'main' }] },
      status: {
        initContainerStatuses: [{ name: 'proxy', state: ended(143) }],
        containerStatuses: [{ name: 'main', state: ended(5) }],
      },
    });
    const { state } = run([seen(pod), { type: 'job', job: readJob(jobObject([failed('BackoffLimitExceeded')])) }]);
    expect(verdictOf(state)).toMatchObject({ instance: { step: 'main' }, exitCode: 5 });
  });

  it('keeps few of the pods that are gone', () => {
    const observations = Array.from({ length: 200 }, (_, index): ReadonlyArray<Observation> => {
      const pod = podObject(`pod-${index}`, { x: { state: running } });
      return [seen(pod), { type: 'pod-gone', pod }];
    }).flat();
    expect(run(observations).state.pods.size).toBeLessThan(20);
  });

  it('closes what still runs when the Job is over', () => {
    const { state } = run([seen(podObject('a', { x: { state: running } }))]);
    expect(closeSteps(state).events.map(short)).toEqual(['-x0=Unknown']);
  });

  it('holds back anew what is suspended again, and gives what is resumed its full time', () => {
    const limits = runLimits({ held: 5_000 });
    const job = (suspend: boolean): Observation => ({ type: 'job', job: readJob(jobObject([], { suspend })) });
    let state = startState(readJob(jobObject([], { suspend: true })), limits);
    state = observe(state, job(true), 1_000).state;
    expect(nextTick(state)).toBe(6_000);
    state = observe(state, job(false), 4_000).state;
    expect(nextTick(state)).toBe(4_000 + defaultStuckLimits.podCreate);
  });

  it('waits for what is held back without end, unless told', () => {
    const { state } = run([{ type: 'job', job: readJob(jobObject([], { suspend: true })) }]);
    expect(nextTick(state)).toBeUndefined();
    expect(observe(state, { type: 'tick' }, 1e12).state.decision).toBeUndefined();
  });

  it('tells pods in the order in which they were made, however they are listed', () => {
    const at = (uid: string, time: string): ObservedPod => ({ ...podObject(uid, { x: {} }), createdAt: time });
    const pods = [at('c', '2026-01-01T00:00:09Z'), at('b', '2026-01-01T00:00:05Z'), at('a', '2026-01-01T00:00:05Z')];
    expect(run([{ type: 'pods', pods }]).events.filter((one) => one.startsWith('replaced'))).toEqual([
      'replaced backup-a',
      'replaced backup-b',
    ]);
  });

  it('does not take pods that run side by side for replacements', () => {
    const seenBoth = [seen(podObject('a', { x: {} })), seen(podObject('b', { x: {} }))];
    expect(run(seenBoth, { parallelism: 2 }).events).toEqual(['pod-scheduled', 'pod-scheduled']);
  });

  it('takes no late word of a pod that is gone', () => {
    const pod = podObject('a', { x: { state: running } });
    const { state, events } = run([
      seen(pod),
      { type: 'pod-gone', pod },
      seen(podObject('a', { x: { state: ended(0) } })),
    ]);
    expect(events).toEqual(['pod-scheduled', '+x0', '-x0=PodLost']);
    expect(state.pods.get('a')?.isGone).toBe(true);
  });

  it('holds no warning about a pod of another Job', () => {
    const warning = { uid: 'z', kind: 'Pod', name: 'other-z', reason: 'Other', message: '' };
    expect(run([{ type: 'warning', warning }]).state.warnings.waiting).toEqual([]);
  });

  it('takes a FailedCreate about a pod for none about the Job', () => {
    const pod = podObject('a', { x: { state: running } });
    const warning = { uid: 'a', kind: 'Pod', name: 'backup-a', reason: 'FailedCreate', message: '' };
    expect(nextTick(run([seen(pod), { type: 'pod-gone', pod }, { type: 'warning', warning }]).state)).toBeUndefined();
  });

  it('calls a Job deleted that its controller fails only because it is deleted', () => {
    const target = { type: 'FailureTarget', status: 'True', reason: 'BackoffLimitExceeded' };
    const job = { ...readJob(jobObject([target])), isBeingDeleted: true };
    expect(verdictOf(run([{ type: 'job', job }]).state)).toMatchObject({ reason: 'job-deleted' });
    const final = { ...readJob(jobObject([failed('BackoffLimitExceeded')])), isBeingDeleted: true };
    expect(verdictOf(run([{ type: 'job', job: final }]).state)).toMatchObject({ reason: 'job-failed' });
  });

  it('keeps its time over what another pod of the Job does, and counts none while one goes on', () => {
    const stuck = podObject('a', { x: { state: waiting('ErrImagePull') } });
    const busy = podObject('b', { x: { state: running } });
    const both = run([seen(stuck), seen(busy)], { parallelism: 2, completions: 2 }).state;
    expect(nextTick(both)).toBeUndefined();
    expect(observe(both, { type: 'tick' }, 1e9).state.decision).toBeUndefined();
    const alone = observe(both, { type: 'pod-gone', pod: busy }, 30_000).state;
    expect(nextTick(alone)).toBe(defaultStuckLimits.imagePull);
  });

  it('is settled when the pods of a Job that fails are known to be down, and not before', () => {
    const job: Observation = {
      type: 'job',
      job: readJob(jobObject([{ ...failed('BackoffLimitExceeded'), type: 'FailureTarget' }])),
    };
    const pod = podObject('a', { x: { state: running } });
    expect(isSettled(run([job]).state)).toBe(false);
    expect(isSettled(run([job, { type: 'pods', pods: [pod] }]).state)).toBe(false);
    expect(isSettled(run([job, { type: 'pods', pods: [] }]).state)).toBe(true);
    expect(isSettled(run([{ type: 'job', job: readJob(jobObject([complete])) }]).state)).toBe(true);
  });

  it('blames a step that failed before its pod was deleted, and no step that was killed by it', () => {
    const at = (finishedAt: string, exitCode: number, deletion: JsonObject): Observation => {
      const end = { terminated: { exitCode, reason: 'Error', finishedAt } };
      const pod = podObject('a', { x: { state: end } });
      return seen({ ...pod, ...readDeletion(deletion) });
    };
    const job: Observation = { type: 'job', job: readJob(jobObject([failed('BackoffLimitExceeded')])) };
    const reason = (observation: Observation): string => {
      const verdict = verdictOf(run([observation, job]).state);
      return verdict.status === 'failed' ? verdict.reason : verdict.status;
    };
    const graceful = { deletionTimestamp: '2026-01-01T00:01:00Z', deletionGracePeriodSeconds: 30 };
    expect(reason(at('2026-01-01T00:00:20Z', 1, graceful))).toBe('step-failed');
    expect(reason(at('2026-01-01T00:00:20Z', 137, graceful))).toBe('step-failed');
    expect(reason(at('2026-01-01T00:00:31Z', 137, graceful))).toBe('pod-lost');
    expect(reason(at('2026-01-01T00:00:31Z', 1, graceful))).toBe('pod-lost');
    const removed = { deletionTimestamp: '2026-01-01T00:00:32Z', deletionGracePeriodSeconds: 0 };
    expect(reason(at('2026-01-01T00:00:31Z', 137, removed))).toBe('pod-lost');
    expect(reason(at('2026-01-01T00:00:31Z', 1, removed))).toBe('step-failed');
  });

  it('remembers when a pod was deleted first', () => {
    const pod = podObject('a', { x: { state: running } });
    const end = { terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-01-01T00:00:31Z' } };
    const later = { ...podObject('a', { x: { state: end } }), deletedAt: Date.parse('2026-01-01T00:00:40Z') };
    const { state } = run([seen({ ...pod, deletedAt: Date.parse('2026-01-01T00:00:30Z') }), seen(later)]);
    expect(state.pods.get('a')?.deletedAt).toBe(Date.parse('2026-01-01T00:00:30Z'));
  });

  it('has done its work only when as many pods have as must, and others hold it up', () => {
    const withProxy = (uid: string, state: JsonObject, proxy: JsonObject): ObservedPod =>
      podObject(uid, { x: { state }, proxy: { state: proxy } });
    const own = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'x' }] } } };
    const decision = (spec: JsonObject, ...pods: ReadonlyArray<ObservedPod>): string | undefined =>
      run(pods.map(seen), { ...own, ...spec }).state.decision?.type;
    expect(decision({}, withProxy('a', ended(0), running))).toBe('done');
    expect(decision({}, withProxy('a', ended(0), ended(0)))).toBeUndefined();
    expect(decision({}, withProxy('a', running, running))).toBeUndefined();
    expect(decision({ completions: 2, parallelism: 2 }, withProxy('a', ended(0), running))).toBeUndefined();
    expect(
      decision(
        { completions: 2, parallelism: 2 },
        withProxy('a', ended(0), running),
        withProxy('b', ended(0), running),
      ),
    ).toBe('done');
    expect(decision({ suspend: true }, withProxy('a', ended(0), running))).toBeUndefined();
    // The kubelet itself stops a sidecar.
    const mesh = readPod({
      metadata: { name: 'backup-a', uid: 'a' },
      spec: { nodeName: 'n', initContainers: [{ name: 'mesh', restartPolicy: 'Always' }], containers: [{ name: 'x' }] },
      status: {
        initContainerStatuses: [{ name: 'mesh', state: running }],
        containerStatuses: [{ name: 'x', state: ended(0) }],
      },
    });
    expect(decision({}, mesh)).toBeUndefined();
  });

  it('leaves it to the Job what comes of a step that failed under a suspension or an eviction', () => {
    const failing = podObject('a', { x: { state: ended(1) } });
    expect(run([seen(failing)], { suspend: true }).state.decision).toBeUndefined();
    const evicted = podObject('a', { x: { state: ended(137) } }, { phase: 'Failed', reason: 'Evicted' });
    expect(run([seen(evicted)]).state.decision).toBeUndefined();
  });

  it('stays with its first decision', () => {
    const wrongImage = seen(podObject('a', { x: { state: waiting('InvalidImageName') } }));
    const { state } = run([wrongImage, { type: 'job', job: readJob(jobObject([complete])) }]);
    expect(state.decision?.type).toBe('stuck');
  });

  it('blames a step without memory though its pod was deleted right after', () => {
    const end = { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-01-01T00:00:31Z' } };
    const pod = podObject('a', { x: { state: end } });
    const removed = readDeletion({ deletionTimestamp: '2026-01-01T00:00:32Z', deletionGracePeriodSeconds: 0 });
    const { state } = run([
      seen({ ...pod, ...removed }),
      { type: 'job', job: readJob(jobObject([failed('BackoffLimitExceeded')])) },
    ]);
    expect(verdictOf(state)).toMatchObject({ reason: 'step-failed' });
  });
});

function readDeletion(metadata: JsonObject): { readonly deletedAt?: number } {
  const { deletedAt } = readPod({ metadata });
  return deletedAt === undefined ? {} : { deletedAt };
}
