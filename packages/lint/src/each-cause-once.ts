import { isError, type Problem, readOr, type Severity } from '@stash-functions/core/decode';

/**
 * Merges the Problems of two stages, so that each cause is reported once. A later stage sees the leftovers of an
 * earlier one, and so finds consequences of known problems.
 *
 * - If both report one field, the graver Problem stays; if they are alike, the earlier one. If the later one stays, it
 *   gets the fix of the other.
 * - A value may have the wrong type and be refused in the right type too. This is reported once, with the hint that
 *   cures both.
 * - An error in a part of a field is the cause of the later stage's report about the whole field.
 * - A note is about a thing that cannot be known here. Beside a graver problem of its field it is of no use.
 *
 * A secret in plain text is always reported.
 *
 * @returns the Problems of the earlier stage, then those of the later one, each in its order
 */
export function eachCauseOnce<P extends Problem, Q extends Problem>(
  earlier: ReadonlyArray<P>,
  later: ReadonlyArray<Q>,
): ReadonlyArray<P | Q> {
  return readOr([], () => {
    const told: Array<P | Q> = [...earlier];
    const causes = indexesByField(earlier);
    const brokenWholes = new Set(earlier.filter(isError).flatMap(fieldsAround));
    const graverThanNotes = new Set(later.some(isNote) ? later.filter((problem) => !isNote(problem)).map(fieldOf) : []);
    for (const problem of later) {
      const index = isSecret(problem) ? undefined : (causes.get(fieldOf(problem)) ?? causes.get(placeOf(problem)));
      const cause = index === undefined ? undefined : earlier[index];
      if (index !== undefined && cause !== undefined) {
        if (told[index] === cause) told[index] = settled(cause, problem);
        else if (isGraver(problem, cause)) told.push(problem);
      } else if (
        isSecret(problem) ||
        !(brokenWholes.has(fieldOf(problem)) || (isNote(problem) && graverThanNotes.has(fieldOf(problem))))
      ) {
        told.push(problem);
      }
    }
    return told;
  });
}

/** The one Problem to report of two about one field. */
function settled<P extends Problem, Q extends Problem>(cause: P, problem: Q): P | Q {
  if (isGraver(problem, cause)) {
    return problem.fix !== undefined || cause.fix === undefined ? problem : { ...problem, fix: cause.fix };
  }
  if (cause.code !== 'wrong-type' || !isError(problem) || problem.hint === undefined) return cause;
  const cured: { -readonly [Field in keyof P]: P[Field] } = { ...cause, hint: problem.hint };
  if (problem.fix === undefined) delete cured.fix;
  else cured.fix = problem.fix;
  return cured;
}

function isGraver(one: Problem, other: Problem): boolean {
  return weights[one.severity] > weights[other.severity];
}

const weights: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

function isNote({ severity }: Problem): boolean {
  return severity === 'note';
}

function isSecret({ code }: Problem): boolean {
  return code === 'plaintext-secret';
}

/** The index of each Problem by its field, and by its place, since a field may be written under another name. */
function indexesByField(problems: ReadonlyArray<Problem>): ReadonlyMap<string | undefined, number> {
  const indexes = new Map<string | undefined, number>();
  for (const [index, problem] of problems.entries()) {
    // A missing field has no place of its own.
    const place = problem.code === 'missing-field' ? undefined : placeOf(problem);
    for (const key of [fieldOf(problem), place]) if (key !== undefined && !indexes.has(key)) indexes.set(key, index);
  }
  return indexes;
}

function fieldOf({ resource, path }: Problem): string {
  return JSON.stringify([resource?.kind, resource?.namespace, resource?.name, ...path]);
}

function placeOf({ source }: Problem): string | undefined {
  return source && `${source.start.offset}-${source.end.offset} ${source.file ?? ''}`;
}

/** The fields that hold the field of a Problem, without the outermost one, which holds nearly everything. */
function fieldsAround({ resource, path }: Problem): ReadonlyArray<string> {
  const header = [resource?.kind, resource?.namespace, resource?.name];
  return path.slice(2).map((_, index) => JSON.stringify([...header, ...path.slice(0, index + 2)]));
}
