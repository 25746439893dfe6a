import { readFileSync } from 'node:fs';
import { merge } from '../../../testing/src/cluster/server-side-apply.ts';
import { isJsonObject, type JsonObject, textAt } from '../../src/cluster/json.ts';
import type { JobEvent } from '../../src/cluster/run/job-event.ts';
import {
  closeSteps,
  nextTick,
  type Observation,
  observe,
  type RunState,
  startState,
} from '../../src/cluster/run/job-machine.ts';
import { type RunLimits, runLimits } from '../../src/cluster/run/limits.ts';
import { readJob } from '../../src/cluster/run/observed-job.ts';
import { readPod } from '../../src/cluster/run/observed-pod.ts';
import { readWarning } from '../../src/cluster/run/warning-log.ts';

/** The story of a Job in a real cluster, change by change, and the right account of it. */
export interface Transcript {
  readonly name: string;
  readonly right: Right;
  readonly changes: ReadonlyArray<Change>;
}

/** The right account; `open` where the run goes on. */
export interface Right {
  readonly status: string;
  readonly reason?: string;
  readonly step?: string;
  readonly exitCode?: number;
  /** Texts that the message must contain. */
  readonly message?: ReadonlyArray<string>;
  /** The steps that must be told. */
  readonly steps?: ReadonlyArray<string>;
  /** The containers that must not be told. */
  readonly foreign?: ReadonlyArray<string>;
  /** Texts that one warning must contain. */
  readonly warnings?: ReadonlyArray<string>;
  /** The number of pods that replaced another. */
  readonly replaced?: number;
}

/** The state of all objects after a change, and the change as a watch shows it. */
export interface Change {
  readonly type: 'job' | 'job gone' | 'pod' | 'pod gone' | 'event';
  readonly object: JsonObject;
}

/**
 * The transcripts of `runs.jsonl`: runs on a Kubernetes 1.36, reduced to the fields that a run reads. A line is one
 * run. Each of its changes is [milliseconds, sort, uid, merge patch]. The patch is the whole object where the uid is
 * null, and otherwise the difference from its last state.
 */
export function readTranscripts(): ReadonlyArray<Transcript> {
  const text = readFileSync(new URL('./runs.jsonl', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { name, right, changes }: { name: string; right: Right; changes: ReadonlyArray<ReadonlyArray<unknown>> } =
        JSON.parse(line);
      return { name, right, changes: unpack(changes) };
    });
}

/** The account of a run that joins a transcript after a number of changes. */
export interface Replay {
  readonly state: RunState;
  readonly events: ReadonlyArray<JobEvent>;
}

/**
 * Plays a transcript from a cut on, and then lets time pass. It is undefined where the Job is not there yet, or no
 * more.
 */
export function replay({ changes }: Transcript, cut: number, limits: RunLimits = runLimits()): Replay | undefined {
  const isOfJob = ({ type }: Change): boolean => type.startsWith('job');
  const job = changes.slice(0, cut).findLast(isOfJob) ?? changes.find(isOfJob);
  if (job?.type !== 'job') return undefined;
  const run = player(startState(readJob(job.object), limits));
  for (const observation of snapshot(changes.slice(0, cut))) run.see(observation);
  for (const change of changes.slice(cut)) for (const observation of told(change)) run.see(observation);
  run.wait();
  return run.result();
}

function player(begin: RunState): {
  readonly see: (observation: Observation) => void;
  readonly wait: () => void;
  readonly result: () => Replay;
} {
  let state = begin;
  let now = 0;
  const events: Array<JobEvent> = [];
  const see = (observation: Observation): void => {
    now += 100;
    const next = observe(state, observation, now);
    state = next.state;
    events.push(...next.events);
  };
  const wait = (): void => {
    for (let due = nextTick(state); due !== undefined; due = nextTick(state)) {
      now = Math.max(now, due);
      see({ type: 'tick' });
    }
    const closed = closeSteps(state);
    state = closed.state;
    events.push(...closed.events);
  };
  return { see, wait, result: () => ({ state, events }) };
}

// The content of the first lists of a run.
function snapshot(changes: ReadonlyArray<Change>): ReadonlyArray<Observation> {
  const pods = new Map<string, JsonObject>();
  for (const { type, object } of changes) {
    const uid = textAt(object, 'metadata', 'uid') ?? '';
    if (type === 'pod') pods.set(uid, object);
    if (type === 'pod gone') pods.delete(uid);
  }
  const job = changes.findLast(({ type }) => type === 'job');
  return [
    ...(job === undefined ? [] : [{ type: 'job', job: readJob(job.object) } as const]),
    { type: 'pods', pods: [...pods.values()].map(readPod) },
    ...changes.flatMap(({ type, object }) =>
      type === 'event' ? [{ type: 'warning', warning: readWarning(object) } as const] : [],
    ),
  ];
}

function told({ type, object }: Change): ReadonlyArray<Observation> {
  switch (type) {
    case 'job':
      return [{ type, job: readJob(object) }];
    case 'job gone':
      return [{ type: 'job', job: readJob(object) }, { type: 'job-gone' }];
    case 'pod':
      return [{ type, pod: readPod(object) }];
    case 'pod gone':
      return [{ type: 'pod-gone', pod: readPod(object) }];
    case 'event':
      return [{ type: 'warning', warning: readWarning(object) }];
  }
}

function unpack(changes: ReadonlyArray<ReadonlyArray<unknown>>): ReadonlyArray<Change> {
  const known = new Map<unknown, JsonObject>();
  return changes.flatMap(([, type, uid, patch]): ReadonlyArray<Change> => {
    if (type === 'event') return isJsonObject(uid) ? [{ type, object: uid }] : [];
    if (!isJsonObject(patch) || !isChangeType(type)) return [];
    const object = uid === null ? patch : merge(known.get(uid) ?? {}, patch);
    known.set(textAt(object, 'metadata', 'uid'), object);
    return [{ type, object }];
  });
}

function isChangeType(type: unknown): type is Change['type'] {
  return type === 'job' || type === 'job gone' || type === 'pod' || type === 'pod gone';
}
