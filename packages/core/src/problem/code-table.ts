import type { Fix, Problem, ResourceReference, Severity, SourceSpan } from './problem.ts';

/** The facts about every Problem of one code. */
export interface CodeFacts {
  /** The severity, unless the place that reports the Problem gives another. */
  readonly severity: Severity;
  /** One sentence about the fault. */
  readonly meaning: string;
}

/**
 * The closed set of codes of a package, or of a part of one, in one table:
 *
 * ```ts
 * export const scopeProblemCodes = {
 *   'target-missing': { severity: 'error', meaning: 'A restore does not say what to restore.' },
 *   'target-unused': { severity: 'warning', meaning: 'Nothing uses a target.' },
 * } as const;
 * export type ScopeProblemCode = CodesOf<typeof scopeProblemCodes>;
 * export const scopeProblem: ProblemMaker<typeof scopeProblemCodes> = problemMaker<typeof scopeProblemCodes>({
 *   'target-unused': 'warning',
 * });
 * ```
 *
 * A spread makes a larger table of smaller ones; annotate it with the intersection of their types. An export cannot be
 * `satisfies CodeTable`, because isolated declarations do not allow it; {@link problemMaker} asks for it instead.
 */
export type CodeTable = Readonly<Record<string, CodeFacts>>;

/** The union of the codes of a table. */
export type CodesOf<Table extends CodeTable> = keyof Table & string;

/** The parts of a Problem besides its code. */
export interface ProblemDetails {
  /** See {@link Problem.message}. */
  readonly message: string;
  /** See {@link Problem.path}; the whole input where it is absent. */
  readonly path?: ReadonlyArray<string | number> | undefined;
  /** The severity, where it differs from that of the table. */
  readonly severity?: Severity | undefined;
  /** See {@link Problem.resource}. */
  readonly resource?: ResourceReference | undefined;
  /** See {@link Problem.source}. */
  readonly source?: SourceSpan | undefined;
  /** See {@link Problem.hint}. */
  readonly hint?: string | undefined;
  /** See {@link Problem.fix}. */
  readonly fix?: Fix | undefined;
}

/** Makes a Problem of a code of one table. */
export type ProblemMaker<Table extends CodeTable> = <Code extends CodesOf<Table>>(
  code: Code,
  details: ProblemDetails,
) => Problem<Code>;

/** The codes of a table that are no errors, with their severities. */
export type SeveritiesBesideError<Table extends CodeTable> = {
  readonly [Code in keyof Table as Table[Code]['severity'] extends 'error' ? never : Code]: Table[Code]['severity'];
};

/**
 * Makes the function that makes the Problems of one table. Each has the table's severity unless the details give
 * another, and no field that is undefined. For a Problem at a field of a resource, spread `placeIn` into the details.
 *
 * It knows the table by its type alone, so that a program which makes Problems does not carry the meanings of all codes.
 *
 * @param severities - those of the codes that are no errors: the compiler holds them to the table
 */
export function problemMaker<Table extends CodeTable>(severities: SeveritiesBesideError<Table>): ProblemMaker<Table> {
  const known: Readonly<Record<string, Severity>> = severities;
  return (code, { message, path = [], severity, resource, source, hint, fix }) => {
    const problem: { -readonly [Field in keyof Problem<typeof code>]: Problem<typeof code>[Field] } = {
      code,
      severity: severity ?? known[code] ?? 'error',
      message,
      path,
    };
    // Fields are assigned, because a spread of nothing takes as long as all the rest.
    if (resource !== undefined) problem.resource = resource;
    if (source !== undefined) problem.source = source;
    if (hint !== undefined) problem.hint = hint;
    if (fix !== undefined) problem.fix = fix;
    return problem;
  };
}
