import type { StatusVector, StepResult } from './vector.ts';

/** The differences between a step and its vector, in one line for each part; empty where all agrees. */
export function compareStep({ given, expected, do: step }: StatusVector, result: StepResult): ReadonlyArray<string> {
  const before = given.session?.status ?? given.restore?.status;
  const status = expected.sessionStatus ?? expected.restoreStatus ?? before ?? {};
  const series = (expected.pushes ?? []).flatMap((push) => push.series);
  const parts: ReadonlyArray<readonly [part: string, actual: unknown, wanted: unknown]> = [
    ...(step === 'summary'
      ? [['summary', result.summary, expected.summary] as const]
      : [['status', result.status ?? {}, status] as const]),
    ['repositoryStatus', result.repositoryStatus, expected.repositoryStatus],
    ['createdSession', identityOf(result.createdSession), identityOf(expected.createdSession)],
    ['deleted', result.deleted ?? [], expected.deleted ?? []],
    ['events', (result.events ?? []).map(withoutBlanks), (expected.events ?? []).map(withoutBlanks)],
    ['series', seriesOf(result.series ?? []), seriesOf(series)],
  ];
  return parts.flatMap(([part, actual, wanted]) => {
    const path = firstDifference(json(actual), json(wanted));
    return path === undefined ? [] : [`${part} differs at ${path}`];
  });
}

/** The place where two JSON values begin to differ, with both sides; undefined where they are equal. */
export function firstDifference(actual: unknown, wanted: unknown, path = ''): string | undefined {
  if (Object.is(actual, wanted)) return undefined;
  if (isObject(actual) && isObject(wanted) && Array.isArray(actual) === Array.isArray(wanted)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(actual)])) {
      const difference = firstDifference(actual[key], wanted[key], `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return `${path === '' ? 'its root' : path.slice(1)}: ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`;
}

/** The series by name and labels. So numbers are compared as numbers, and the order of pushes is free. */
function seriesOf(lines: ReadonlyArray<string>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** The reference's reasons have spaces in them, which Kubernetes does not allow. */
function withoutBlanks(event: Readonly<Record<string, unknown>>): object {
  return { ...event, reason: String(event.reason).replaceAll(' ', '') };
}

function identityOf(session: StepResult['createdSession']): object | undefined {
  return session === undefined ? undefined : { name: session.metadata.name, spec: session.spec };
}

/** The value as an API server gets it from Go, whose encoder leaves out empty lists. */
function json(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(
    JSON.stringify(value, (_, field) => (Array.isArray(field) && field.length === 0 ? undefined : field)) ?? '{}',
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
