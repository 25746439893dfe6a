import type { Fix, Problem, ResourceReference, Severity, SourceSpan } from './problem.ts';

/** What is true of every Problem of one code. */
export interface CodeFacts {
  /** How much it matters where the place that reports it does not say. */
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly meaning: string;
}

/**
 * The closed set of codes of a package or of a part of it, in one table:
 *
 * ```ts
 * export const scopeProblemCodes = {
 *   'target-missing': { severity: 'error', meaning: 'A restore does not say what to restore.' },
 * } as const;
 * export type ScopeProblemCode = CodesOf<typeof scopeProblemCodes>;
 * export const scopeProblem: ProblemMaker<typeof scopeProblemCodes> = problemMaker(scopeProblemCodes);
 * ```
 *
 * A larger table is made of smaller ones by a spread, annotated with the intersection of their types. An export cannot
 * be `satisfies CodeTable`, which isolated declarations do not know; {@link problemMaker} asks for it.
 */
export type CodeTable = Readonly<Record<string, CodeFacts>>;

/** The union of the codes of a table. */
export type CodesOf<Table extends CodeTable> = keyof Table & string;

/** What a Problem says besides its code. */
export interface ProblemDetails {
  /** See {@link Problem.message}. */
  readonly message: string;
  /** See {@link Problem.path}; the whole input where it is absent. */
  readonly path?: ReadonlyArray<string | number> | undefined;
  /** Where it differs from that of the table. */
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

/**
 * A function that makes the Problems of one table: with the table's severity unless the details have one, without the
 * fields that are undefined. Spread `placeIn` into the details for a Problem at a field of a resource.
 */
export function problemMaker<Table extends CodeTable>(table: Table): ProblemMaker<Table> {
  return (code, { message, path = [], severity, resource, source, hint, fix }) => {
    const problem: { -readonly [Field in keyof Problem<typeof code>]: Problem<typeof code>[Field] } = {
      code,
      severity: severity ?? table[code]?.severity ?? 'error',
      message,
      path,
    };
    // Assigned, not spread: a spread of nothing takes as long as all else.
    if (resource !== undefined) problem.resource = resource;
    if (source !== undefined) problem.source = source;
    if (hint !== undefined) problem.hint = hint;
    if (fix !== undefined) problem.fix = fix;
    return problem;
  };
}
