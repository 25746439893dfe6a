import type { Problem, SourceSpan } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { type SettingCode, settingProblem, unknownRule } from './rule-settings.ts';

/** A text that Problems were found in. */
export interface LintedText {
  /** The name of the text, as the places of the Problems have it. */
  readonly file?: string | undefined;
  /** The text itself. */
  readonly text: string;
}

/**
 * Leaves out the Problems that a comment beside their line switches off, and adds those of such comments:
 *
 * ```yaml
 * args: ["$NAMESPACE"] # stash-functions-disable-line bare-dollar-name
 * # stash-functions-disable-next-line bare-dollar-name, shadowed-param
 * # stash-functions-disable plaintext-secret
 * ```
 *
 * The last form counts for its whole text. A comment names its codes, so that it hides nothing unseen. A text that YAML
 * itself refuses is never hidden.
 *
 * Problems: `unused-suppression`, and `unknown-rule` for a comment without codes or with an unknown one.
 *
 * @param known - every code that a Problem may have
 */
export function withoutSuppressed(
  problems: ReadonlyArray<Problem>,
  texts: ReadonlyArray<LintedText>,
  known: Iterable<string>,
): ReadonlyArray<Problem> {
  return readOr(problems, () => {
    const codes = new Set(known);
    const comments = texts.flatMap(commentsOf);
    if (comments.length === 0) return problems;
    const used = new Set<string>();
    const left = problems.filter((problem) => {
      const comment = comments.find((each) => hides(each, problem));
      if (comment !== undefined) used.add(useOf(comment, problem.code));
      return comment === undefined;
    });
    return [...left, ...comments.flatMap((comment) => mistakesOf(comment, codes, used))];
  });
}

/** A comment that switches codes off. */
interface Comment {
  readonly file: string | undefined;
  /** The line that it is for, from 1; undefined for every line. */
  readonly line: number | undefined;
  readonly codes: ReadonlyArray<string>;
  readonly span: SourceSpan;
}

function commentsOf({ file, text }: LintedText): ReadonlyArray<Comment> {
  if (!text.includes('stash-functions-disable')) return [];
  const lines = text.split(/\r\n|\r|\n/);
  let offset = 0;
  return lines.flatMap((line, index) => {
    const start = offset;
    // A line end may be two characters long.
    offset += line.length + (text.startsWith('\r\n', offset + line.length) ? 2 : 1);
    const match = /(?:^|\s)(#\s*stash-functions-disable(-next-line|-line)?(?![\w-])(.*))$/.exec(line);
    if (match === null) return [];
    const [, comment = '', scope, list = ''] = match;
    const column = line.length - comment.length;
    const position = (at: number) => ({ offset: start + at, line: index + 1, column: at + 1 });
    const span: SourceSpan = {
      ...(file === undefined ? {} : { file }),
      start: position(column),
      end: position(line.length),
      excerpt: { firstLine: index + 1, lines: [line] },
    };
    const on = scope === undefined ? undefined : index + (scope === '-line' ? 1 : 2);
    return [{ file, line: on, codes: list.split(/[\s,]+/).filter((code) => code !== ''), span }];
  });
}

function hides({ file, line, codes }: Comment, { code, source }: Problem): boolean {
  return (
    source !== undefined &&
    source.file === file &&
    (line === undefined || source.start.line === line) &&
    code !== 'yaml-syntax' &&
    codes.includes(code)
  );
}

function useOf({ span }: Comment, code: string): string {
  return `${span.file ?? ''}:${span.start.line} ${code}`;
}

function mistakesOf(
  comment: Comment,
  known: ReadonlySet<string>,
  used: ReadonlySet<string>,
): ReadonlyArray<Problem<SettingCode>> {
  const { codes, span } = comment;
  if (codes.length === 0) {
    const message = 'the comment names no code';
    return [settingProblem('unknown-rule', { message, source: span, hint: 'write the codes behind it' })];
  }
  return codes.flatMap((code): ReadonlyArray<Problem<SettingCode>> => {
    if (!known.has(code)) return [{ ...unknownRule(code, known), source: span }];
    if (used.has(useOf(comment, code))) return [];
    const message = `\`${code}\` is switched off here and not found`;
    return [settingProblem('unused-suppression', { message, source: span, hint: 'remove the comment' })];
  });
}
