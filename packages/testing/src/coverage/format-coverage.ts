import { formatPath, readOr } from '@stash-functions/core';
import picocolors from 'picocolors';
import type { Coverage, ResourceCoverage } from './coverage.ts';
import type { Outcome } from './points.ts';

/** The options of {@link formatCoverage}. */
export interface FormatCoverageOptions {
  /** True to colour the text with ANSI escapes. Default false. */
  readonly color?: boolean;
}

/**
 * A coverage as a text for people. It has a line for each Function and Task. Below are the expressions that did not do
 * everything in the tests, each with its place and the things that it never did.
 *
 * @returns lines without a line end after the last
 */
export function formatCoverage(coverage: Coverage, options: FormatCoverageOptions = {}): string {
  return readOr('', () => coverageText(coverage, options));
}

function coverageText(coverage: Coverage, options: FormatCoverageOptions): string {
  const colors = picocolors.createColors(options.color === true);
  const width = Math.max(...coverage.resources.map((resource) => titleOf(resource).length), 'all'.length);
  const count = (reached: number, total: number): string => {
    const text = `${percentOf(reached, total)}  ${reached}/${total}`;
    if (total === 0) return text;
    if (reached === total) return colors.green(text);
    return reached === 0 ? colors.red(text) : colors.yellow(text);
  };
  return [
    colors.bold('Template coverage'),
    ...coverage.resources.flatMap((resource) => {
      const reached = resource.points.filter((point) => point.reached).length;
      return [
        `  ${titleOf(resource).padEnd(width)}  ${count(reached, resource.points.length)}`,
        ...missesOf(resource).map((line) => `    ${line}`),
      ];
    }),
    `  ${colors.bold('all'.padEnd(width))}  ${count(coverage.reached, coverage.total)}`,
  ].join('\n');
}

/**
 * A percentage, rounded down, so that only complete coverage is 100 %. It is a dash where there is nothing to reach.
 */
export function percentOf(reached: number, total: number): string {
  if (total === 0) return '–'.padStart(7);
  const percent = Math.floor((1000 * reached) / total) / 10;
  return `${percent.toFixed(1)} %`.padStart(7);
}

function titleOf({ kind, name }: ResourceCoverage): string {
  return `${kind} ${name}`;
}

function missesOf({ points, file }: ResourceCoverage): ReadonlyArray<string> {
  const misses = points
    .filter(({ reached }) => !reached)
    .map(({ path, line, column, expression, outcome }) => ({
      place: line === undefined ? formatPath(path) : `${file ?? ''}:${line}:${column ?? 1}`,
      expression,
      what: never[outcome],
    }));
  const width = (column: 'expression' | 'place'): number => Math.max(0, ...misses.map((miss) => miss[column].length));
  const [place, expression] = [width('place'), width('expression')];
  return misses.map((miss) => `${miss.place.padEnd(place)}  ${miss.expression.padEnd(expression)}  ${miss.what}`);
}

const never: Readonly<Record<Outcome, string>> = {
  value: 'never took a value',
  default: 'never took its default',
  alternative: 'never took its alternative',
  omitted: 'was never left out',
  effect: 'never changed a value',
};
