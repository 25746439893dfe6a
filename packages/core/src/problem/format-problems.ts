import picocolors from 'picocolors';
import { readOr } from '../input/read-or.ts';
import { displayWidth } from './display-width.ts';
import { formatPath } from './format-path.ts';
import type { Fix, Problem, ResourceReference, Severity, SourceSpan } from './problem.ts';

/** Options of {@link formatProblems}. */
export interface FormatProblemsOptions {
  /** True colours the text with ANSI escapes. The terminal is not asked: pass `process.stderr.isTTY`. Default false. */
  readonly color?: boolean | undefined;
}

/**
 * Prints Problems as a text for people. Each shows its message and code; its place as `file:line:column` with the
 * resource and the path; the lines of the source with a caret under the range; and the hint. The fix follows where the
 * hint does not spell it out.
 *
 * Invisible characters are shown as `�`. Control characters could write to the reader's terminal, and characters
 * without a width are often the fault itself. A long line is cut to the part around the fault.
 *
 * @returns paragraphs with an empty line between them and no line end behind the last; the empty string for no Problems
 */
export function formatProblems(problems: ReadonlyArray<Problem>, options: FormatProblemsOptions = {}): string {
  return readOr('', () => {
    const colors = picocolors.createColors(options.color === true);
    return problems.map((problem) => formatProblem(problem, colors).join('\n')).join('\n\n');
  });
}

type Colors = ReturnType<typeof picocolors.createColors>;

function formatProblem(problem: Problem, colors: Colors): ReadonlyArray<string> {
  const paint = colors[colorOf[problem.severity]];
  const lines = [
    `${colors.bold(paint(`${problem.severity}[${problem.code}]`))}: ${colors.bold(visible(problem.message))}`,
  ];
  const place = formatPlace(problem);
  if (place !== '') lines.push(`  ${colors.dim('at')} ${place}`);
  if (problem.source !== undefined) lines.push(...formatFrame(problem.source, paint, colors));
  if (problem.hint !== undefined) {
    if (problem.source !== undefined) lines.push('');
    lines.push(`  ${colors.cyan('hint')}: ${visible(problem.hint)}`);
  }
  if (problem.fix !== undefined && problem.hint?.includes(problem.fix.text.trim() || ' ') !== true) {
    if (problem.hint === undefined && problem.source !== undefined) lines.push('');
    lines.push(...formatFix(problem.fix, colors));
  }
  return lines;
}

const colorOf = { error: 'red', warning: 'yellow', note: 'blue' } as const satisfies Record<Severity, keyof Colors>;

/** `fix: write `image` in place of `imge``. A text of several lines stands below, with a `+` before each. */
function formatFix({ span, text }: Fix, colors: Colors): ReadonlyArray<string> {
  const label = `  ${colors.cyan('fix')}:`;
  const { start, end, excerpt } = span;
  const isInLine = start.line === end.line;
  const line = excerpt.lines[start.line - excerpt.firstLine] ?? '';
  const was = line.slice(start.column - 1, isInLine ? end.column - 1 : line.length);
  const place = isInLine ? `\`${visible(was)}\`` : `lines ${start.line} to ${end.line}`;
  if (text === '') return [`${label} remove ${place}`];
  if (text.includes('\n')) {
    const written = text.replace(/\n$/, '').split('\n');
    return [
      `${label} write this in place of ${place}`,
      ...written.map((part) => `  ${colors.cyan('+')} ${visible(part)}`),
    ];
  }
  return [`${label} write \`${visible(text)}\`${was === '' ? ' there' : ` in place of ${place}`}`];
}

/** `function.yaml:8:3 (Function demo/pg, spec.args[3])`, or the parts of it that are known. */
function formatPlace({ source, resource, path }: Problem): string {
  const position =
    source === undefined ? '' : `${source.file ?? '<input>'}:${source.start.line}:${source.start.column}`;
  const parts = [resource === undefined ? '' : formatResource(resource), formatPath(path)].filter(
    (part) => part !== '',
  );
  const subject = parts.join(', ');
  if (position === '') return visible(subject);
  return visible(subject === '' ? position : `${position} (${subject})`);
}

/** `Function demo/pg` */
function formatResource({ kind, namespace, name }: ResourceReference): string {
  if (name === undefined) return clip(kind);
  return `${clip(kind)} ${namespace === undefined ? clip(name) : `${clip(namespace)}/${clip(name)}`}`;
}

/** A valid name is never longer. A malformed resource may have anything in its place. */
function clip(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName)}…`;
}

const longestName = 253;

/**
 * The lines of the excerpt with their numbers. A `>` marks those of the range, and carets stand below the first of
 * them.
 */
function formatFrame(source: SourceSpan, paint: (text: string) => string, colors: Colors): ReadonlyArray<string> {
  const { firstLine, lines } = source.excerpt;
  const width = String(firstLine + lines.length - 1).length;
  const frame: Array<string> = [];
  lines.forEach((line, index) => {
    const number = firstLine + index;
    const marked = number >= source.start.line && number <= source.end.line && touches(source, number);
    const gutter = `${String(number).padStart(width)} |`;
    const { text, cells } = fit(line, source.start.column);
    frame.push(`${marked ? paint('>') : ' '} ${colors.dim(gutter)} ${text}`.trimEnd());
    if (number !== source.start.line) return;
    const from = cells(source.start.column);
    const to = cells(source.end.line === source.start.line ? source.end.column : line.length + 1);
    const carets = ' '.repeat(from) + '^'.repeat(Math.max(1, to - from));
    frame.push(`  ${colors.dim(`${' '.repeat(width)} |`)} ${paint(carets)}`);
  });
  return frame.length === 0 ? frame : ['', ...frame];
}

/** True for a line that a range touches. A range that ends before the first character of a line does not touch it. */
function touches({ start, end }: SourceSpan, line: number): boolean {
  return line === start.line || line < end.line || end.column > 1;
}

/**
 * Cuts a line to the width of a terminal around a column, and gives the cell at which a column of the line is then
 * shown.
 */
function fit(line: string, column: number): { readonly text: string; readonly cells: (column: number) => number } {
  const from = line.length <= widest ? 0 : Math.max(0, Math.min(column - 1 - widest / 2, line.length - widest));
  const lead = from > 0 ? '…' : '';
  const tail = from + widest < line.length ? '…' : '';
  const shown = line.slice(from, from + widest);
  return {
    text: lead + visible(shown) + tail,
    cells: (at) => lead.length + displayWidth(visible(shown.slice(0, Math.max(0, at - 1 - from)))),
  };
}

/** The most characters of a source line that a frame shows. */
const widest = 120;

/**
 * Replaces invisible characters. Tabs would put the caret elsewhere, and other control characters could move the cursor
 * or hide text. A joiner has no width either, but stays: it makes one emoji of several.
 */
function visible(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�');
}
