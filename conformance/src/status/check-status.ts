import { compareStep, firstDifference } from './compare.ts';
import { corrected } from './corrections.ts';
import { formatChecks } from './formats.ts';
import { steps } from './run-step.ts';
import type { StatusVector } from './vector.ts';

/** Compares the roll-up of statuses, metrics and events with one step of the reference. */
export function checkStatus(vector: StatusVector): string | undefined {
  const { id, title, given, expected } = vector;
  const format = formatChecks[vector.do];
  if (format !== undefined) {
    const { actual, wanted } = format(given, expected);
    const difference = firstDifference(actual, wanted);
    return difference === undefined ? undefined : `${id} (${title}): ${difference}`;
  }
  const step = steps[vector.do];
  if (step === undefined) return `${id} does ${vector.do}, which is no known step`;
  const right = corrected(vector);
  const differences = compareStep(right, step(right.given));
  return differences.length === 0 ? undefined : `${id} (${title}): ${differences.join('; ')}`;
}
