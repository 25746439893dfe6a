import { printManifest } from '@stash-functions/core';
import { isCollection, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** A line of an object's YAML, and the field that it is about. */
export interface ObjectLine {
  readonly text: string;
  /** From the root of the object: the innermost field that begins on the line, or that goes on there. */
  readonly path: ReadonlyArray<string | number>;
}

/** An object as YAML, line by line. */
export function objectLines(object: object): ReadonlyArray<ObjectLine> {
  const text = printManifest(object);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lines = text.replace(/\n$/, '').split('\n');
  const paths: Array<ReadonlyArray<string | number> | undefined> = lines.map(() => undefined);
  const lineOf = (offset: number): number => counter.linePos(offset).line - 1;
  const claim = (node: ParsedNode, path: ReadonlyArray<string | number>, from: number): void => {
    // A later and deeper field of the same line takes it over; the lines of a text in several lines are its own.
    const [, end] = node.range;
    const to = isScalar(node) ? lineOf(Math.max(from, end - 1)) : lineOf(from);
    for (let line = lineOf(from); line <= to; line++) paths[line] = path;
  };
  const visit = (node: ParsedNode | null, path: ReadonlyArray<string | number>): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        if (!isCollection(item)) claim(item, [...path, index], item.range[0]);
        visit(item, [...path, index]);
      }
    }
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const here = [...path, isScalar(key) ? String(key.value) : ''];
      claim(value ?? key, here, key.range[0]);
      visit(value, here);
    }
  };
  visit(document.contents, []);
  return lines.map((line, index) => ({ text: line, path: paths[index] ?? [] }));
}
