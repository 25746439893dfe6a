import { type JsonObject, textAt } from '../json.ts';
import type { KubeletWarning } from './job-event.ts';

/** A Warning event of Kubernetes (`v1`, kind Event), as a run reads it. */
export interface ObservedWarning {
  /** The uid of the object of the event. */
  readonly uid: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  /** The container of the pod that the event is about. */
  readonly container?: string;
}

/** The warnings that have been told, and the latest ones about each object. It is a value. */
export interface WarningLog {
  /** The keys of the told warnings: object, reason, and the message without its ids. */
  readonly told: ReadonlySet<string>;
  /** The warnings about objects that are not known yet, oldest first. */
  readonly waiting: ReadonlyArray<ObservedWarning>;
  /** The latest warning of each reason, by the uid of its object; the latest last. */
  readonly latest: ReadonlyMap<string, ReadonlyArray<ObservedWarning>>;
}

/** The log after a warning, and the event that tells it, unless it was told before. */
export interface WarningTransition {
  readonly log: WarningLog;
  readonly events: ReadonlyArray<KubeletWarning>;
}

/** The log of a new run. */
export const noWarnings: WarningLog = { told: new Set(), waiting: [], latest: new Map() };

const toldKept = 500;
const waitingKept = 50;
const objectsKept = 50;
const reasonsKept = 10;
/** The number of messages to tell for one reason and object. More would say the same again in other words. */
const tellingsOfReason = 5;

/** Reads an Event. */
export function readWarning(object: JsonObject): ObservedWarning {
  const subject = object.involvedObject;
  const container = /\{(.+)\}$/.exec(textAt(subject, 'fieldPath') ?? '')?.[1];
  return {
    uid: textAt(subject, 'uid') ?? '',
    kind: textAt(subject, 'kind') ?? '',
    name: textAt(subject, 'name') ?? '',
    reason: textAt(object, 'reason') ?? 'Unknown',
    message: (textAt(object, 'message') ?? '').trim(),
    ...(container === undefined ? {} : { container }),
  };
}

/** Keeps a warning about an object that may turn out to be the Job's. */
export function holdWarning(log: WarningLog, warning: ObservedWarning): WarningLog {
  return { ...log, waiting: [...log.waiting, warning].slice(-waitingKept) };
}

/** Tells the kept warnings about an object that is known now. */
export function releaseWarnings(log: WarningLog, uid: string): WarningTransition {
  const due = log.waiting.filter((warning) => warning.uid === uid);
  let result: WarningTransition = { log, events: [] };
  if (due.length === 0) return result;
  result = { log: { ...log, waiting: log.waiting.filter((warning) => warning.uid !== uid) }, events: [] };
  for (const warning of due) {
    const told = tellWarning(result.log, warning);
    result = { log: told.log, events: [...result.events, ...told.events] };
  }
  return result;
}

/**
 * Tells a warning once. API servers repeat and count warnings, and runtimes put a new id into the same words each time.
 * For one reason and object it tells five messages at most.
 */
export function tellWarning(log: WarningLog, warning: ObservedWarning): WarningTransition {
  const { uid, kind, name, reason, message } = warning;
  const known = { ...log, latest: withLatest(log.latest, warning) };
  const prefix = `${uid}\n${reason}\n`;
  const key = prefix + withoutIds(message);
  const tellings = [...log.told].filter((one) => one.startsWith(prefix)).length;
  if (log.told.has(key) || tellings >= tellingsOfReason) return { log: known, events: [] };
  const told = new Set([...log.told, key].slice(-toldKept));
  const event: KubeletWarning = { type: 'warning', reason, message, kind: kind === 'Pod' ? 'Pod' : 'Job', name };
  return { log: { ...known, told }, events: [event] };
}

function withLatest(latest: WarningLog['latest'], warning: ObservedWarning): WarningLog['latest'] {
  const others = (latest.get(warning.uid) ?? []).filter((one) => one.reason !== warning.reason);
  const next = new Map(latest);
  next.delete(warning.uid);
  next.set(warning.uid, [...others, warning].slice(-reasonsKept));
  for (const uid of next.keys()) {
    if (next.size <= objectsKept) break;
    next.delete(uid);
  }
  return next;
}

// Removes UUIDs, hashes and all numbers; the words are left.
function withoutIds(message: string): string {
  return message.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d+/gi, '#');
}
