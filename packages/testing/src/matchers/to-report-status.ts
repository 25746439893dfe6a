import { formatProblems, type Problem } from '@stash-functions/core';
import type { ReportedStatus } from '@stash-functions/status';
import type { ScenarioReport } from '../scenario/report.ts';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { isEither, isObject, wrongSubject } from './subject.ts';

/** Passes where a report of a scenario gives a phase of its session, or a status with these fields. */
export function toReportStatus(this: MatcherContext, received: unknown, status: string | object): MatcherResult {
  const title = titleLine(this, 'toReportStatus', 'report', 'status');
  const wanted = typeof status === 'string' ? { phase: status } : status;
  if (isEither(received) && received._tag === 'Left') {
    const problems = formatProblems(problemsIn(received.left));
    return { pass: false, message: () => `${title}The output is refused:\n\n${problems}` };
  }
  const report = isEither(received) && received._tag === 'Right' ? received.right : received;
  if (!isReport(report)) throw wrongSubject('toReportStatus', 'what `scenario.report(output)` gives', received);
  const actual = report.session.status;
  const testers = [this.utils.iterableEquality, this.utils.subsetEquality];
  const pass = this.equals(actual, wanted, testers);
  return {
    pass,
    message: () => {
      if (pass) return `${title}The status is that:\n\n${this.utils.printReceived(wanted)}`;
      const odd =
        report.warnings.length === 0 ? '' : `\n\nWhat is odd about the output:\n\n${formatProblems(report.warnings)}`;
      return `${title}The status is another one:\n\n${this.utils.diff(wanted, fieldsOf(actual, wanted)) ?? ''}${hostsOf(actual)}${odd}`;
    },
  };
}

/** The outcome of each host, which is mostly the reason. */
function hostsOf(status: ReportedStatus | undefined): string {
  const entries =
    status === undefined
      ? []
      : 'targets' in status
        ? (status.targets ?? [])
        : 'members' in status
          ? (status.members ?? [])
          : [status];
  const hosts = entries.flatMap((entry) => ('stats' in entry ? (entry.stats ?? []) : []));
  if (hosts.length === 0) return '\n\nNo host is in the output.';
  const lines = hosts.map(
    ({ hostname = '', phase = 'not finished', error }) =>
      `  ${hostname}: ${phase}${error === undefined ? '' : `: ${error}`}`,
  );
  return `\n\nThe hosts:\n\n${lines.join('\n')}`;
}

function fieldsOf(status: object | undefined, wanted: object): unknown {
  return Object.fromEntries(Object.entries(status ?? {}).filter(([key]) => key in wanted));
}

function isReport(value: unknown): value is ScenarioReport {
  return isObject(value) && 'session' in value && 'warnings' in value && 'metrics' in value;
}

function problemsIn(left: unknown): ReadonlyArray<Problem> {
  return Array.isArray(left) ? left : [];
}
