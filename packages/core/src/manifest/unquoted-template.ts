import type { Scalar } from 'yaml';
import { inQuotes } from '../codec/in-quotes.ts';
import type { LoadProblemCode } from '../problem/core-problem-code.ts';
import type { Problem } from '../problem/problem.ts';
import type { SourceText } from './source-text.ts';

/**
 * Warns where YAML silently cut a `${...}` in two, because it has no quotes around it. For example, `${X:=a #b}` ends
 * before the comment `#b}`, and the list item `- ${X:=a: b}` is a map with the key `${X:=a`.
 *
 * @param node - a plain scalar
 * @returns undefined where every `${` of the scalar has its `}`
 */
export function unquotedTemplateProblem(
  node: Scalar,
  role: 'key' | 'value',
  path: ReadonlyArray<string | number>,
  { source, base }: { readonly source: SourceText; readonly base: number },
): Problem<LoadProblemCode> | undefined {
  const read = typeof node.value === 'string' ? node.value : '';
  const range = node.range ?? undefined;
  if (range === undefined || !isUnclosedTemplate(read)) return undefined;
  const start = base + range[0];
  const end = base + range[1];
  const lineEnd = endOfLine(source.text, end);
  const rest = source.text.slice(end, lineEnd).trimEnd();
  // Without a closing brace, the value is an unclosed expression, which the parser of templates reports.
  if (!rest.includes('}') || !(role === 'key' ? /^\s*:/ : /^\s+#/).test(rest)) return undefined;
  const whole = source.text.slice(start, end) + rest;
  const why = role === 'key' ? 'as a map with the key' : 'only as';
  return {
    code: 'unquoted-template',
    severity: 'warning',
    message: `YAML reads \`${whole}\` ${why} \`${read}\``,
    path,
    source: source.span(start, end + rest.length),
    hint: `put the value in quotes: ${inQuotes(whole)}`,
    fix: { span: source.span(start, end + rest.length), text: inQuotes(whole) },
  };
}

/** True for a text with a `${` that has no `}` behind it. */
export function isUnclosedTemplate(text: string): boolean {
  return text.split('${').length > text.split('}').length;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}
