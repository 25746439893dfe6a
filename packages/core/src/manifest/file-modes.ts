import type { Written } from '../codec/in-text.ts';
import { isObject } from '../codec/is-object.ts';
import { meantFileMode, octalMode } from '../format/file-mode.ts';
import type { LoadProblemCode } from '../problem/core-problem-code.ts';
import type { Problem, ResourceReference } from '../problem/problem.ts';

/**
 * Finds file modes that are written in decimal with the digits of another mode: `defaultMode: 644`, or the `mode` of an
 * item.
 *
 * Problems: the warning `decimal-file-mode`.
 */
export function fileModeProblems(
  value: unknown,
  resource: ResourceReference,
  written: Written,
): ReadonlyArray<Problem<LoadProblemCode>> {
  if (!hasOddMode(value)) return [];
  const problems: Array<Problem<LoadProblemCode>> = [];
  const visit = (at: unknown, path: Problem['path']): void => {
    if (Array.isArray(at)) for (const [index, item] of at.entries()) visit(item, [...path, index]);
    else if (isObject(at)) for (const [key, inside] of Object.entries(at)) visit(inside, [...path, key]);
    else if (typeof at === 'number' && isMode(path)) {
      const problem = modeProblem(at, path, written);
      if (problem !== undefined) problems.push({ ...problem, resource });
    }
  };
  visit(value, []);
  return problems;
}

/** True for a text that may hold a mode. Few do. */
export function mayHaveFileModes(text: string): boolean {
  return text.includes('defaultMode') || (text.includes('mode') && text.includes('items'));
}

/** True for a value with a mode that was meant as another. Paths are made only for such values. */
function hasOddMode(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasOddMode);
  for (const [key, inside] of Object.entries(value)) {
    if (typeof inside === 'number' ? key.endsWith('ode') && meantFileMode(inside) !== undefined : hasOddMode(inside)) {
      return true;
    }
  }
  return false;
}

function isMode(path: Problem['path']): boolean {
  const [list, , name] = path.slice(-3);
  return path.at(-1) === 'defaultMode' || (name === 'mode' && list === 'items');
}

function modeProblem(
  mode: number,
  path: Problem['path'],
  { source, locate }: Written,
): Problem<LoadProblemCode> | undefined {
  const meant = meantFileMode(mode);
  const span = meant === undefined ? undefined : locate(path, {});
  if (meant === undefined || span === undefined) return undefined;
  // Whoever wrote 0620 or 0x190 meant it.
  if (source.text.slice(span.start.offset, span.end.offset) !== String(mode)) return undefined;
  const key = locate(path, { at: 'key' });
  const isJson = key !== undefined && source.text.charAt(key.start.offset) === '"';
  const text = isJson ? String(Number.parseInt(meant, 8)) : meant;
  return {
    code: 'decimal-file-mode',
    severity: 'warning',
    message: `${mode} is the mode ${octalMode(mode)} in octal`,
    path,
    source: span,
    hint: isJson ? `write ${text}, which is ${meant} in octal` : `write it in octal: ${meant}`,
    fix: { span, text },
  };
}
