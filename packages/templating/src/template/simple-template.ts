import type { Part, SimpleTemplate } from './ast.ts';
import { isOf } from './operators.ts';

/** Makes a {@link SimpleTemplate} of parts; undefined where they are not so simple. */
export function simplify(parts: ReadonlyArray<Part>): SimpleTemplate | undefined {
  if (parts.length === 0 || parts.length > 3) return undefined;
  let index = 0;
  const before = literalText(parts[index]);
  if (before !== undefined) index += 1;
  const expansion = parts[index];
  if (expansion?.kind !== 'expansion') return undefined;
  const after = literalText(parts[index + 1]);
  if (parts.length > index + (after === undefined ? 1 : 2)) return undefined;
  const { name, operator, operands } = expansion;
  // The literal always has the same fields, so that the engine knows its shape. It is read for every string of a
  // resource.
  const fallback = isOf(operator, 'default') ? operands[0]?.constant : undefined;
  if (!isOf(operator, 'value') && typeof fallback !== 'string') return undefined;
  return {
    before: before ?? '',
    name,
    fallback: typeof fallback === 'string' ? fallback : undefined,
    after: after ?? '',
  };
}

/** The text with the value of the variable; undefined where the variable is absent and has no default. */
export function evaluateSimple(
  { before, name, fallback, after }: SimpleTemplate,
  lookup: (name: string) => string | undefined,
): string | undefined {
  return joinSimple(before, lookup(name) ?? fallback, after);
}

/** The text around a value; to add nothing takes an engine as long as to add something. */
export function joinSimple(before: string, value: string | undefined, after: string): string | undefined {
  if (value === undefined) return undefined;
  return after === '' ? before + value : before + value + after;
}

function literalText(part: Part | undefined): string | undefined {
  return part?.kind === 'literal' ? part.text : undefined;
}
