import { type JsonObject, textAt } from '../json.ts';
import type { JobEvent, KubeletWarning } from './job-event.ts';

/** A Warning event of Kubernetes (`v1`, kind Event) as a run reads it. */
export interface ObservedWarning {
  /** Of the object that it is about. */
  readonly uid: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  readonly message: string;
}

/** Which warnings have been told, and which wait for their pod to be seen. */
export interface WarningLog {
  /** Keys of those told, oldest first. */
  readonly told: ReadonlySet<string>;
  /** Those about pods that are not known yet, oldest first. */
  readonly waiting: ReadonlyArray<ObservedWarning>;
}

/** What of the state of a run the log is about. */
export interface WarnedState {
  readonly job: { readonly uid: string; readonly name: string };
  readonly pods: ReadonlyMap<string, unknown>;
  readonly warnings: WarningLog;
}

/** The state after a warning, and what is to be told of it. */
export interface Told<State extends WarnedState> {
  readonly state: State;
  readonly events: ReadonlyArray<JobEvent>;
}

/** The log of a run that begins. */
export const noWarnings: WarningLog = { told: new Set(), waiting: [] };

const toldKept = 500;
const waitingKept = 50;

/** Reads an Event. */
export function readWarning(object: JsonObject): ObservedWarning {
  const subject = object.involvedObject;
  return {
    uid: textAt(subject, 'uid') ?? '',
    kind: textAt(subject, 'kind') ?? '',
    name: textAt(subject, 'name') ?? '',
    reason: textAt(object, 'reason') ?? 'Unknown',
    message: (textAt(object, 'message') ?? '').trim(),
  };
}

/**
 * Tells a warning that is about the Job or a pod of it, unless it was told before: the API server repeats and counts
 * them. One about a pod that may be the Job's, but has not been seen yet, waits for it.
 */
export function takeWarning<State extends WarnedState>(state: State, warning: ObservedWarning): Told<State> {
  if (warning.uid === state.job.uid || state.pods.has(warning.uid)) return tell(state, warning);
  if (warning.kind !== 'Pod' || !warning.name.startsWith(`${state.job.name}-`)) return { state, events: [] };
  const waiting = [...state.warnings.waiting, warning].slice(-waitingKept);
  return { state: { ...state, warnings: { ...state.warnings, waiting } }, events: [] };
}

/** Tells the warnings that waited for a pod, which is known now. */
export function releaseWarnings<State extends WarnedState>({ state, events }: Told<State>, uid: string): Told<State> {
  const due = state.warnings.waiting.filter((warning) => warning.uid === uid);
  if (due.length === 0) return { state, events };
  const waiting = state.warnings.waiting.filter((warning) => warning.uid !== uid);
  let result: Told<State> = { state: { ...state, warnings: { ...state.warnings, waiting } }, events };
  for (const warning of due) {
    const told = tell(result.state, warning);
    result = { state: told.state, events: [...result.events, ...told.events] };
  }
  return result;
}

function tell<State extends WarnedState>(
  state: State,
  { uid, kind, name, reason, message }: ObservedWarning,
): Told<State> {
  const key = `${uid}\n${reason}\n${message}`;
  const { told } = state.warnings;
  if (told.has(key)) return { state, events: [] };
  const kept = [...told, key].slice(-toldKept);
  const event: KubeletWarning = { type: 'warning', reason, message, kind: kind === 'Pod' ? 'Pod' : 'Job', name };
  return { state: { ...state, warnings: { ...state.warnings, told: new Set(kept) } }, events: [event] };
}
