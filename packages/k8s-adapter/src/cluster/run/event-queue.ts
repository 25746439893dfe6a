import type { JobEvent } from './job-event.ts';

/**
 * The events of a run between those who find out and the one who reads: in order, and bounded. What a Job itself does
 * (its steps, its pods) is never left out; when the reader is far behind, the oldest notes about warnings and
 * connections make room.
 */
export interface EventQueue {
  readonly push: (event: JobEvent) => void;
  /** The oldest event, left where it is. */
  readonly peek: () => JobEvent | undefined;
  /** Takes the oldest event out. */
  readonly shift: () => JobEvent | undefined;
  readonly size: () => number;
}

/** An empty queue. */
export function eventQueue(capacity = 1000): EventQueue {
  const events: Array<JobEvent> = [];
  const push = (event: JobEvent): void => {
    if (events.length >= capacity) {
      const dropped = events.findIndex(isNote);
      if (dropped !== -1) events.splice(dropped, 1);
      else if (isNote(event)) return;
    }
    events.push(event);
  };
  return { push, peek: () => events[0], shift: () => events.shift(), size: () => events.length };
}

function isNote(event: JobEvent): boolean {
  return event.type === 'warning' || event.type === 'connection-retried';
}
