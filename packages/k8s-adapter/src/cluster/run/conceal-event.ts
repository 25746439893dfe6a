import type { Problems } from '@stash-functions/core/decode';
import { concealProblem, concealText, type Secrets } from '@stash-functions/templating';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import type { JobEvent, JobOutcome, LogLine } from './job-event.ts';

/**
 * An event in which no text shows a secret, whoever wrote it: a program, a kubelet or an API server. Names of Jobs,
 * pods, nodes and steps stay, because they tell what the event is about.
 */
export function concealEvent(event: JobEvent, secrets: Secrets | undefined): JobEvent {
  if (secrets === undefined) return event;
  switch (event.type) {
    case 'log-line':
      return concealLine(event, secrets);
    case 'warning':
    case 'connection-retried':
      return { ...event, message: concealText(event.message, secrets) };
    case 'step-finished':
      return event.message === undefined ? event : { ...event, message: concealText(event.message, secrets) };
    case 'job-finished':
      return { ...event, outcome: concealOutcome(event.outcome, secrets) };
    case 'job-created':
    case 'pod-scheduled':
    case 'pod-replaced':
    case 'step-started':
      return event;
  }
}

/** An outcome in which no text shows a secret. */
export function concealOutcome(outcome: JobOutcome, secrets: Secrets | undefined): JobOutcome {
  if (secrets === undefined) return outcome;
  const { cleanUpProblems } = outcome;
  const concealed: JobOutcome =
    cleanUpProblems === undefined
      ? outcome
      : { ...outcome, cleanUpProblems: concealProblems(cleanUpProblems, secrets) };
  switch (concealed.status) {
    case 'failed': {
      const { message, lastLines, problems } = concealed;
      return {
        ...concealed,
        message: concealText(message, secrets),
        lastLines: lastLines.map((line) => concealText(line, secrets)),
        ...(problems === undefined ? {} : { problems: concealProblems(problems, secrets) }),
      };
    }
    case 'timed-out':
      return { ...concealed, lastLines: concealed.lastLines.map((line) => concealText(line, secrets)) };
    case 'succeeded':
    case 'aborted':
      return concealed;
  }
}

/** A line that was cut off may end in the beginning of a secret. */
function concealLine(line: LogLine, secrets: Secrets): LogLine {
  if (line.truncated !== true) return { ...line, text: concealText(line.text, secrets) };
  return { ...line, text: concealText(`${line.text}…`, secrets).replace(/…$/, '') };
}

function concealProblems(problems: Problems<ClusterProblemCode>, secrets: Secrets): Problems<ClusterProblemCode> {
  return map((problem: Problems<ClusterProblemCode>[0]) => concealProblem(problem, secrets))(problems);
}
