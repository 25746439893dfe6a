import { locate, type Resource } from '@stash-functions/core';
import { type ExplainedSpan, type ExplainedString, explain, type ResolvedTask } from '@stash-functions/templating';
import type { ShownPiece, ShownString } from '../protocol.ts';
import { fieldOf, placeOf } from './places.ts';

/** The strings of a resolved Task that hold a variable, with what each consists of; secrets are shown as `***`. */
export function showStrings(task: ResolvedTask): ReadonlyArray<ShownString> {
  return explain(task)
    .strings.filter(({ spans }) => spans.some(({ kind }) => kind !== 'text'))
    .map((string) => {
      const { resource, step, path, template, value, spans } = string;
      const label = fieldOf(resource, path);
      const source: Resource | undefined = step === undefined ? task.source : task.steps[step]?.source;
      const place = source === undefined ? undefined : placeOf(locate(source, path));
      return {
        label: step === undefined ? label : `${label}, step ${step}`,
        place: place && { ...place, label },
        template,
        value,
        pieces: piecesOf(spans),
      } satisfies ShownString;
    });
}

/** The pieces of a string, one after the other: a default that was taken is the pieces that it consists of. */
export function piecesOf(spans: ExplainedString['spans']): ReadonlyArray<ShownPiece> {
  return spans.flatMap(pieceOf).filter(({ text, expression }) => text !== '' || expression !== undefined);
}

function pieceOf(span: ExplainedSpan): ReadonlyArray<ShownPiece> {
  if (span.kind === 'text') return [{ text: span.text, layer: 'text' }];
  const expression = expressionOf(span.name, span.operator);
  if (span.kind === 'variable') {
    const { origin, value, text } = span;
    const from =
      origin === undefined ? `from ${span.layer}` : `${span.layer}: ${fieldOf(origin.resource, origin.path)}`;
    const says = value === text ? from : `${JSON.stringify(value)} ${from}`;
    return [{ text, layer: span.layer, expression, says }];
  }
  const own = { text: span.text, layer: span.kind, expression, says: `the ${span.kind} of the template` };
  const inner = piecesOf(span.spans);
  return inner.some(({ expression: nested }) => nested !== undefined)
    ? inner.map((piece) => (piece.expression === undefined ? { ...own, text: piece.text } : piece))
    : [own];
}

function expressionOf(name: string, operator: string): string {
  if (operator === 'length') return `\${#${name}}`;
  return operator === '' ? `\${${name}}` : `\${${name}${operator}…}`;
}
