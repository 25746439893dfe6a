import {
  locate,
  type Problem,
  type Problems,
  type Resource,
  type ResourceReference,
  referenceTo,
  type Severity,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { AdapterProblemCode } from './adapter-problem-code.ts';

/** A {@link Problem} that the adapter reports. */
export type AdapterProblem = Problem<AdapterProblemCode>;

/** Why there is no result: one {@link AdapterProblem} at least. */
export type AdapterProblems = Problems<AdapterProblemCode>;

/** Is called with each warning of a result that is not refused. */
export type OnWarning = (warning: AdapterProblem) => void;

/** Field names and list indexes from the root of an object. */
export type Path = ReadonlyArray<string | number>;

/** A field of a resource, which something was read from. */
export interface FieldSource {
  /** The resource, as it was decoded: a Problem then shows the line of its manifest too. */
  readonly resource: Resource;
  /** The field: `['spec', 'runtimeSettings', 'container']`. */
  readonly path: Path;
}

/** Where the field of an output object comes from; undefined where it is the adapter's own or the source is not known. */
export type Trace = (path: Path) => FieldSource | undefined;

/** Takes what a check finds: what it is, the field of the output object, a message and a hint. */
export type Report = (code: AdapterProblemCode, path: Path, message: string, hint?: string) => void;

/** Collects findings as Problems that point at the fields which cause them. */
export interface Findings {
  readonly error: Report;
  readonly warning: Report;
}

/** Where findings about an object go. */
export interface Sink {
  readonly problems: Array<AdapterProblem>;
  /** The object that is made, for fields whose source is not known. */
  readonly object?: ResourceReference;
  /** Where in that object the part stands that findings are about. */
  readonly base: Path;
}

/** Findings about a part of an object whose fields come from where `trace` says; the others keep their own path. */
export function findingsInto(sink: Sink, trace: Trace): Findings {
  const report =
    (severity: Severity): Report =>
    (code, path, message, hint) => {
      const finding = { code, severity, message, ...(hint === undefined ? {} : { hint }) };
      const source = trace(path);
      sink.problems.push(source === undefined ? untraced(sink, path, finding) : problemAt(source, finding));
    };
  return { error: report('error'), warning: report('warning') };
}

/** What a Problem says, without where. */
export type Finding = Omit<AdapterProblem, 'path' | 'resource' | 'source'>;

/** A Problem at a field of a resource, with the line of its manifest where there is one. */
export function problemAt({ resource, path }: FieldSource, finding: Finding): AdapterProblem {
  const source = locate(resource, path);
  return { ...finding, path, resource: referenceTo(resource), ...(source === undefined ? {} : { source }) };
}

/** The value where no Problem is an error, after its warnings were told; all Problems, each once, otherwise. */
export function finish<A>(
  value: A,
  problems: ReadonlyArray<AdapterProblem>,
  onWarning: OnWarning | undefined,
): Either<AdapterProblems, A> {
  if (problems.length === 0) return right(value);
  const distinct = distinctProblems(problems);
  if (isNonEmpty(distinct) && distinct.some(({ severity }) => severity === 'error')) return left(distinct);
  if (onWarning !== undefined) for (const warning of distinct) onWarning(warning);
  return right(value);
}

/** Each Problem once: the same field may serve several containers. */
export function distinctProblems<P extends Problem>(problems: ReadonlyArray<P>): ReadonlyArray<P> {
  const byIdentity = new Map(
    problems.map((problem) => [
      JSON.stringify([problem.code, problem.resource, problem.path, problem.message]),
      problem,
    ]),
  );
  return [...byIdentity.values()];
}

function untraced({ object, base }: Sink, path: Path, finding: Finding): AdapterProblem {
  return { ...finding, path: [...base, ...path], ...(object === undefined ? {} : { resource: object }) };
}
