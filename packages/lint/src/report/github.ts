import type { Problem, Severity } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';

/**
 * Prints Problems as workflow commands of GitHub Actions, one on each line. Each becomes an annotation at its line of
 * the pull request. The file, line, column and end are those of the source. A Problem without a source is about the
 * whole run.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * @returns lines without a line end behind the last; the empty string for no Problems
 */
export function toGithubAnnotations(problems: ReadonlyArray<Problem>): string {
  return readOr('', () => problems.map(toCommand).join('\n'));
}

function toCommand({ code, severity, message, hint, source }: Problem): string {
  const properties: Record<string, string | number> = {};
  if (source?.file !== undefined) properties.file = source.file;
  if (source !== undefined) {
    properties.line = source.start.line;
    properties.col = source.start.column;
    properties.endLine = source.end.line;
    // For a range of several lines, GitHub refuses an end column.
    if (source.end.line === source.start.line) properties.endColumn = source.end.column;
  }
  properties.title = code;
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${levels[severity]} ${list.join(',')}::${escapeText(hint === undefined ? message : `${message}\nhint: ${hint}`)}`;
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
