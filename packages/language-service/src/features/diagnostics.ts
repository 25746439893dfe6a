import type { Problem, Severity } from '@stash-functions/core';
import { eachCauseOnce, lintRead } from '@stash-functions/lint';
import { isLeft } from 'fp-ts/lib/Either.js';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { rangeOf } from '../text/ranges.ts';
import type { Plans } from '../workspace/plans.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The problems of a workspace, by the text that holds them. */
export type ProblemsByUri = ReadonlyMap<string, ReadonlyArray<Problem>>;

/**
 * Finds everything wrong in the open texts: the errors of reading, the findings of lint in all texts together, and the
 * problems that only a plan shows. Each is listed once at its place. A Problem without a place in a text is left out.
 */
export function findProblems(workspace: Workspace, plans: Plans): ProblemsByUri {
  const linted = lintRead(workspace.readAll(), { only: workspace.isShown });
  const places = new Set(linted.map(placeOf));
  // Only lint knows which of them is a note here, because other texts may have the missing part.
  const planned = plans
    .all()
    .flatMap(({ result }): ReadonlyArray<Problem> => (isLeft(result) ? result.left : result.right.warnings))
    .filter((problem) => !places.has(placeOf(problem)));
  const byUri = new Map<string, Array<Problem>>();
  const said = new Set<string>();
  for (const problem of eachCauseOnce(linted, planned)) {
    const { source, code } = problem;
    // Resources in files have no uid, because only a cluster gives one.
    if (source?.file === undefined || !workspace.isOpen(source.file) || code === 'owner-without-uid') continue;
    const identity = `${placeOf(problem)} ${code}`;
    if (said.has(identity)) continue;
    said.add(identity);
    const list = byUri.get(source.file);
    if (list === undefined) byUri.set(source.file, [problem]);
    else list.push(problem);
  }
  return byUri;
}

/** Converts problems into those of an editor, each with the page of its code. */
export function toDiagnostics(
  problems: ReadonlyArray<Problem>,
  helpUri: (code: string) => string,
): ReadonlyArray<Diagnostic> {
  return problems.flatMap(({ code, severity, message, hint, source }) =>
    source === undefined
      ? []
      : [
          {
            range: rangeOf(source),
            severity: severities[severity],
            code,
            codeDescription: { href: helpUri(code) },
            source: 'stash-functions',
            message: hint === undefined ? message : `${message}\n${hint}`,
          },
        ],
  );
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

function placeOf({ source }: Problem): string {
  return source === undefined ? '' : `${source.file}:${source.start.offset}-${source.end.offset}`;
}
