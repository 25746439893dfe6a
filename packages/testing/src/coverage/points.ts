import { type FunctionResource, locate, type TaskResource } from '@stash-functions/core';
import {
  compileStrings,
  type Expansion,
  type ExpansionOutcome,
  entryOf,
  evaluateTemplate,
  findBuiltinVariable,
  type Lookup,
  type Part,
} from '@stash-functions/templating';
import { isRight } from 'fp-ts/lib/Either.js';

/** One thing that an expression of a Function or Task can do, and that a test may see. */
export interface CoveragePoint {
  /** An id, unique in its resource. */
  readonly id: string;
  /** The path from the root of the resource to the string. */
  readonly path: ReadonlyArray<string | number>;
  /** The expression as it is written: `${NAMESPACE:=default}`. */
  readonly expression: string;
  /** The thing that it does: see {@link Outcome}. */
  readonly outcome: Outcome;
  /** The line of the expression, from 1, where the resource was read from a file. */
  readonly line?: number;
  readonly column?: number;
}

/** The result of an expression. */
export type Outcome = ExpansionOutcome;

/**
 * All points of a resource. The default of a variable that every backup and every restore sets is not among them,
 * because nothing can reach it.
 */
export function coveragePoints(resource: FunctionResource | TaskResource): ReadonlyArray<CoveragePoint> {
  return templatesOf(resource).flatMap(({ text, parts, path }) => {
    const points: Array<CoveragePoint> = [];
    eachExpansion(parts, (expansion) => {
      const expression = text.slice(expansion.offset, expansion.offset + expansion.length);
      const start = locate(resource, path, { offset: expansion.offset, length: expansion.length })?.start;
      for (const outcome of outcomesOf(expansion)) {
        const id = pointId(path, expansion, outcome);
        const place = start === undefined ? {} : { line: start.line, column: start.column };
        points.push({ id, path, expression, outcome, ...place });
      }
      return expansion.operands;
    });
    return points;
  });
}

/** The ids of the points that a resource reaches with the given variables. */
export function reachedPoints(resource: FunctionResource | TaskResource, lookup: Lookup): ReadonlyArray<string> {
  return templatesOf(resource).flatMap(({ parts, path }) => {
    const reached: Array<string> = [];
    eachExpansion(parts, (expansion) => {
      const { outcomes, operands } = reach(expansion, lookup);
      reached.push(...outcomes.map((outcome) => pointId(path, expansion, outcome)));
      return operands;
    });
    return reached;
  });
}

function outcomesOf({ name, operator }: Expansion): ReadonlyArray<Outcome> {
  const { outcomes } = entryOf(operator);
  return isAlwaysSet(name) ? outcomes.filter((outcome) => outcome !== 'default') : outcomes;
}

function isAlwaysSet(name: string): boolean {
  const always = findBuiltinVariable(name)?.alwaysIn ?? [];
  return always.includes('backup') && always.includes('restore');
}

/** The outcome of an expansion, and the operands that are evaluated on the way. */
function reach(
  expansion: Expansion,
  lookup: Lookup,
): { readonly outcomes: ReadonlyArray<Outcome>; readonly operands: Expansion['operands'] } {
  const { name, operator, operands } = expansion;
  const value = lookup(name);
  const { outcomes, within } = entryOf(operator);
  const isChosen = outcomes.includes('alternative') ? Boolean(value) : value === undefined;
  const isReached: Readonly<Record<Outcome, () => boolean>> = {
    value: () => value !== undefined,
    default: () => isChosen,
    alternative: () => isChosen,
    omitted: () => !isChosen,
    effect: () => {
      const text = evaluateTemplate({ kind: 'template', parts: [expansion] }, lookup);
      return isRight(text) && text.right !== value;
    },
  };
  const reached = outcomes.filter((outcome) => isReached[outcome]());
  const areEvaluated = within === 'required' || (isChosen && !outcomes.every((outcome) => outcome === 'value'));
  return { outcomes: reached, operands: areEvaluated ? operands : [] };
}

/** Visits expansions, and then those in the operands that the visit returns. */
function eachExpansion(parts: ReadonlyArray<Part>, visit: (expansion: Expansion) => Expansion['operands']): void {
  for (const part of parts) {
    if (part.kind === 'literal') continue;
    for (const operand of visit(part)) eachExpansion(operand.parts, visit);
  }
}

function pointId(path: ReadonlyArray<string | number>, { offset }: Expansion, outcome: Outcome): string {
  return `${path.join('/')}:${offset}:${outcome}`;
}

/** The strings of a resource that hold expressions. */
function templatesOf({ spec }: FunctionResource | TaskResource): ReadonlyArray<PlacedTemplate> {
  if (spec === undefined) return [];
  return compileStrings(spec).strings.map(({ text, path, template: { parts } }) => ({
    text,
    parts,
    path: ['spec', ...path],
  }));
}

interface PlacedTemplate {
  readonly text: string;
  readonly parts: ReadonlyArray<Part>;
  readonly path: ReadonlyArray<string | number>;
}
