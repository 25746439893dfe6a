import { type Document, isCollection, isPair, isScalar, type Node, type YAMLParseError } from 'yaml';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import type { Problem } from '../problem/problem.ts';
import { mostProblems } from './build-value.ts';
import type { YamlDocument } from './parse-yaml.ts';
import type { SourceText } from './source-text.ts';

/**
 * The places where a document is not YAML. One mistake often makes the rest of its line an error too: of each line the
 * first one is reported.
 */
export function syntaxProblems(document: YamlDocument, source: SourceText): ReadonlyArray<Problem<CoreProblemCode>> {
  const problems: Array<Problem<CoreProblemCode>> = [];
  let lastLine = 0;
  for (const error of withoutConsequences(document.errors).slice(0, mostProblems)) {
    const problem = syntaxProblem(error, document, source);
    const line = problem.source?.start.line ?? 0;
    if (line !== lastLine) problems.push(problem);
    lastLine = line;
  }
  return problems;
}

/** Behind a tab or an open quote, nothing is what it seems to be. */
function withoutConsequences(errors: ReadonlyArray<YAMLParseError>): ReadonlyArray<YAMLParseError> {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  if (tabs.length > 0) return tabs;
  const quote = errors.findIndex(isMissingQuote);
  return quote === -1 ? errors : errors.slice(0, quote + 1);
}

function syntaxProblem(error: YAMLParseError, document: YamlDocument, source: SourceText): Problem<CoreProblemCode> {
  const { base, tree } = document;
  const at = base + placeOf(error, tree);
  const words = explain(error, lineAt(source.text, at));
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: words.message,
    path: [],
    source: source.span(at + (words.shift ?? 0), Math.max(at + 1, base + error.pos[1], at + (words.length ?? 0))),
    ...(words.hint === undefined ? {} : { hint: words.hint }),
  };
}

interface Words {
  readonly message: string;
  readonly hint?: string;
  /** How much of the line, from the error on, is underlined. */
  readonly length?: number;
  /** Where the underlined part begins, before or behind the error. */
  readonly shift?: number;
}

/** A missing quote is found at the end of the text; it is the one that opens which somebody looks for. */
function placeOf(error: YAMLParseError, tree: Document.Parsed): number {
  if (!isMissingQuote(error)) return error.pos[0];
  const scalar = lastScalar(tree.contents);
  return scalar?.range?.[0] ?? error.pos[0];
}

function lastScalar(node: unknown): Node | undefined {
  if (isCollection(node)) return lastScalar(node.items.at(-1));
  if (isPair(node)) return lastScalar(node.value) ?? lastScalar(node.key);
  return isScalar(node) ? node : undefined;
}

function isMissingQuote(error: YAMLParseError): boolean {
  return error.code === 'MISSING_CHAR' && error.message.startsWith('Missing closing');
}

/** What YAML's own terms mean for somebody who writes a manifest. */
function explain(error: YAMLParseError, place: Line): Words {
  const { before, rest } = place;
  if (rest.startsWith('{') && before.endsWith('$')) return unquotedInFlow(before, rest);
  const item = misplacedItem(error, place);
  if (item !== undefined) return item;
  const value = rest.trimEnd();
  const line = (before + rest).trim();
  const template = unquotedTemplate(before + rest);
  const quoted = template === undefined ? {} : { hint: `put the value in quotes: ${quote(template)}` };
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'a tab stands where YAML needs spaces', hint: 'indent with spaces' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: `\`${clip(value)}\` is a key and a value where only a value can stand`,
        hint: `put the value in quotes: ${quote(template ?? value)}`,
        length: value.length,
      };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR': {
      if (isMissingQuote(error)) return { message: 'a quote is opened and not closed' };
      if (before.trim() === '' && /^-[^\s-]/.test(value)) {
        const hint = `write a space behind the dash: \`- ${clip(value.slice(1))}\``;
        return { message: `\`${clip(value)}\` is not an item of a list`, hint };
      }
      if (before.trim() === '' && /^--\w/.test(value)) {
        const hint = `write a dash and a space before it: \`- ${clip(value)}\``;
        return { message: `\`${clip(value)}\` is not an item of a list`, hint };
      }
      const glued = /^([\w./-]+):(\S.*)$/.exec(value);
      if (glued !== null) {
        const message = `\`${clip(value)}\` is not a key and a value`;
        return { message, hint: `write a space behind the colon: \`${glued[1]}: ${clip(glued[2] ?? '')}\``, ...quoted };
      }
      return { message: `${plainMessage(error)}${line === '' ? '' : `: \`${clip(line)}\``}`, ...quoted };
    }
    case 'BAD_SCALAR_START':
      return {
        message: `a value cannot begin with ${value.startsWith('`') ? 'a backtick' : `\`${value.slice(0, 1)}\``}, which YAML reserves`,
        hint: `put the value in quotes: ${quote(value)}`,
        length: value.length,
      };
    case 'BAD_INDENT': {
      if (error.message.startsWith('Flow ')) {
        return { message: plainMessage(error), hint: 'close it, or indent each of its lines deeper than its key' };
      }
      if (!error.message.includes('same column')) return { message: plainMessage(error) };
      // The error stands in the space before the first character that is out of line.
      const shift = rest.length - rest.trimStart().length;
      return {
        message: `\`${clip(line)}\` is indented as no other line of its map or list is`,
        hint: 'put it under the first letter of the fields beside it',
        shift,
        length: value.length,
      };
    }
    case 'BAD_ALIAS':
      return {
        message: `\`${clip(value)}\` is not an alias or an anchor`,
        hint: `put the value in quotes: ${quote(value)}`,
      };
    case 'UNEXPECTED_TOKEN':
      if (error.message.startsWith('Unexpected block-seq-ind on same line')) {
        return {
          message: `\`${clip(value)}\` cannot stand on the line of its key`,
          hint: 'write each item of a list on a line of its own, or put the value in quotes where it is text',
          length: value.length,
        };
      }
      return { message: `${plainMessage(error)}: \`${clip(line)}\``, ...quoted };
    default:
      return { message: `${plainMessage(error)}: \`${clip(line)}\``, ...quoted };
  }
}

/** Only text without quotes is cut at a brace; of it, the expression is underlined. */
function unquotedInFlow(before: string, rest: string): Words {
  const [expression] = /^\{[^{}]*\}/.exec(rest) ?? [];
  const [head = '$'] = /[^\s,[\]{}"']{0,80}\$$/.exec(before) ?? [];
  const [tail = ''] = /^[^\s,[\]{}"']{0,80}/.exec(rest.slice(expression?.length)) ?? [];
  const hint = 'put each value with `${...}` between [ ] or { } in quotes';
  return {
    message: '`${` without quotes cannot stand between [ ] or { }',
    hint: expression === undefined ? hint : `${hint}: ${quote(`${head}${expression}${tail}`)}`,
    shift: -1,
    length: expression?.length ?? 1,
  };
}

/** A dash that does not stand below the other dashes of its list; YAML takes what is before it for a key. */
function misplacedItem(error: YAMLParseError, { before, rest, next }: Line): Words | undefined {
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' && error.code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const isAtDash = before.trim() === '' && dash.test(rest);
  const isBefore = !isAtDash && rest.length < longestLine && /^\s*(?:- +)+$/.test(before) && dash.test(next);
  if (!isAtDash && !isBefore) return undefined;
  const line = isAtDash ? rest : next;
  const shift = (isAtDash ? 0 : rest.length + 1) + line.length - line.trimStart().length;
  return {
    message: `\`${clip(line.trim())}\` is indented as no other item of its list is`,
    hint: 'put the dashes of a list below each other',
    shift,
    length: shift + line.trim().length,
  };
}

const dash = /^\s*-(?:\s|$)/;

/** YAML's terms in those of somebody who writes a manifest, where they are known to come up. */
function plainMessage({ message }: YAMLParseError): string {
  const [, plain] = plainMessages.find(([begin]) => message.startsWith(begin)) ?? [];
  return plain ?? message.charAt(0).toLowerCase() + message.slice(1).replace(/[.:]$/, '');
}

const plainMessages: ReadonlyArray<readonly [begin: string, plain: string]> = [
  ['Flow map ', 'a { is not closed by a }'],
  ['Flow sequence ', 'a [ is not closed by a ]'],
  ['Missing , or :', 'a comma is missing'],
  ['Implicit map keys need', 'a colon is missing behind a key'],
  ['Implicit keys need', 'this is not a key and a value'],
];

/** The value that holds a `${` and stands without quotes on a line: what is behind its key or its dash. */
function unquotedTemplate(line: string): string | undefined {
  const value = line.replace(/^\s*(?:- +)*(?:[\w./-]+:\s+)?/, '').trim();
  return value.includes('${') && !/^["']/.test(value) ? value : undefined;
}

function quote(value: string): string {
  return value.includes('"') || value.includes('\\') ? `'${clip(value.replaceAll("'", "''"))}'` : `"${clip(value)}"`;
}

function clip(text: string): string {
  return text.length <= longestQuoted ? text : `${text.slice(0, longestQuoted)}…`;
}

const longestQuoted = 80;

/** A line of the text around a place in it. */
interface Line {
  readonly before: string;
  readonly rest: string;
  /** The line below it. */
  readonly next: string;
}

function lineAt(text: string, at: number): Line {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = endOfLine(text, at);
  return {
    before: text.slice(Math.max(start, at - longestLine), at),
    rest: text.slice(at, Math.min(end, at + longestLine)),
    next: text.slice(end + 1, Math.min(endOfLine(text, end + 1), end + longestLine)),
  };
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

const longestLine = 1000;
