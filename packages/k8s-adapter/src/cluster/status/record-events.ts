import type { Problem, Problems, RulesFor } from '@stash-functions/core/decode';
import { unlessProblems } from '@stash-functions/core/decode';
import type { HostEvent } from '@stash-functions/status';
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import { asAsked } from '../port/as-asked.ts';
import { checkCall, checkSubmitted } from '../port/check-call.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { retrying } from '../retry.ts';

/** The options of {@link recordEvents}. */
export interface RecordEventsOptions {
  readonly signal?: AbortSignal | undefined;
  /** The clock; tests replace it. */
  readonly clock?: Clock | undefined;
}

const recordRules: RulesFor<RecordEventsOptions> = { clock: 'object', signal: 'object' };

/**
 * Makes Events, each once: one that exists already is fine. Every one is tried, even after one that fails.
 *
 * Needs `create` of `events`. Problems: those of the cluster, one for each Event that could not be made. No status
 * should depend on them.
 *
 * @returns the number of Events that were made
 */
export function recordEvents(
  client: ClusterClient,
  events: ReadonlyArray<HostEvent>,
  options: RecordEventsOptions = {},
): Promise<Either<Problems<ClusterProblemCode>, number>> {
  return asAsked(() => eventsMade(client, events, options));
}

async function eventsMade(
  client: ClusterClient,
  events: ReadonlyArray<HostEvent>,
  options: RecordEventsOptions,
): Promise<Either<Problems<ClusterProblemCode>, number>> {
  const wrong = [...checkCall(options, recordRules), ...events.flatMap((event) => checkSubmitted(event, 'event'))];
  if (isNonEmpty(wrong)) return left(wrong);
  const { signal, clock = systemClock } = options;
  const port = portOf(client);
  const problems: Array<Problem<ClusterProblemCode>> = [];
  let made = 0;
  for (const event of events) {
    const created = await retrying(() => port.create(event, { signal }), { clock, signal, attempts: 3 });
    if (!isLeft(created)) made += 1;
    else if (created.left.reason !== 'AlreadyExists') {
      const { namespace, name } = event.metadata;
      problems.push(...failureProblems(created.left, { apiVersion: 'v1', kind: 'Event', namespace, name }));
    }
  }
  return unlessProblems(problems, made);
}
