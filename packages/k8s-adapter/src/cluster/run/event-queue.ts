import type { JobEvent } from './job-event.ts';

/**
 * The events of a run between their sources and the reader: in order, and bounded. Past 1,000 events, each new one
 * replaces the oldest note about a warning or a connection. Past 10,000 the oldest event is dropped, of whatever kind.
 * A warning then says how many are missing.
 */
export interface EventQueue {
  readonly push: (event: JobEvent) => void;
  /** Gives the oldest event, and leaves it in the queue. */
  readonly peek: () => JobEvent | undefined;
  /** Takes the oldest event out. */
  readonly shift: () => JobEvent | undefined;
  /** Takes the oldest note out. It may be told before the events in front of it. */
  readonly shiftNote: () => JobEvent | undefined;
  readonly size: () => number;
}

const notesKept = 1000;
const eventsKept = 10_000;

/** An empty queue. */
export function eventQueue(): EventQueue {
  const events: Array<JobEvent> = [];
  let dropped = 0;
  const push = (event: JobEvent): void => {
    if (events.length >= notesKept) {
      const oldest = events.findIndex(isNote);
      if (oldest !== -1) events.splice(oldest, 1);
      else if (isNote(event)) return;
    }
    if (events.length >= eventsKept) {
      events.shift();
      dropped += 1;
    }
    events.push(event);
  };
  const shift = (): JobEvent | undefined => {
    if (dropped === 0) return events.shift();
    const message = `the reader of the run is too far behind: ${dropped} events were left out`;
    dropped = 0;
    return { type: 'warning', reason: 'EventsDropped', message, kind: 'Job', name: '' };
  };
  return {
    push,
    peek: () => events[0],
    shift,
    shiftNote: () => {
      const at = events.findIndex(isNote);
      return at === -1 ? undefined : events.splice(at, 1)[0];
    },
    size: () => events.length,
  };
}

function isNote(event: JobEvent): boolean {
  return event.type === 'warning' || event.type === 'connection-retried';
}
