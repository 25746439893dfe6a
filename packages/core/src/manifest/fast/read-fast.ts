import { readBlock } from './block.ts';
import { linesOf } from './lines.ts';

/**
 * Reads the value of a YAML document many times faster than a parser that keeps the place of everything. It knows the
 * constructs that manifests use: lists and objects, in lines or brackets, and texts, plain, quoted or in blocks.
 *
 * It gives undefined for a document with anything else, with a fault, or with parts that readers of YAML may read
 * differently. The slow reader reads such documents, and is right by definition. A test holds that both give the same
 * value wherever this one gives any.
 */
export function readFast(text: string): { readonly value: unknown } | undefined {
  if (text.length > mostCharacters || refused.test(text)) return undefined;
  const normal = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  const start = behindSeparator(normal);
  if (start === undefined) return undefined;
  const lines = linesOf(normal, start);
  if (lines.column === -1) return undefined;
  const value = readBlock(lines, 0);
  // A line that is left over belongs to nothing.
  return lines.isGivenUp || lines.column !== -1 ? undefined : { value };
}

/** A longer document may be nested without bounds, or may have to be refused as too large. */
const mostCharacters = 1024 * 1024;

/**
 * Characters that manifests do not have, line breaks and marks that readers treat differently, the end of a document, and
 * directives.
 */
const refused = /[^\n\r\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]|\r(?!\n)|^(?:\.\.\.|%)/m;

/** The offset of the first line. Undefined if the line of the separator holds anything else. */
function behindSeparator(text: string): number | undefined {
  if (!text.startsWith('---')) return 0;
  separator.lastIndex = 0;
  return separator.test(text) ? separator.lastIndex : undefined;
}

const separator = /---(?: +#.*| *)(?:\n|$)/y;
