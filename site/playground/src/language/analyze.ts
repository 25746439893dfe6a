import { helpUriOf, type Problem } from '@stash-functions/core';
import type { LanguageService } from '@stash-functions/language-service';
import type { Analysis, ShownFix, ShownProblem, TextFile } from '../protocol.ts';
import { placeOf } from './places.ts';
import { showPlan } from './show-plan.ts';

/** Everything that is shown of the texts of a service. */
export function analyze(service: LanguageService, files: ReadonlyArray<TextFile>, site: string): Analysis {
  return {
    problems: files.flatMap(({ name }) => service.problems(name).flatMap((problem) => showProblem(problem, site))),
    variables: Object.fromEntries(files.map(({ name }) => [name, service.tokens(name)])),
    plans: service.plans().map(showPlan),
  };
}

function showProblem(problem: Problem, site: string): ReadonlyArray<ShownProblem> {
  const place = placeOf(problem.source);
  if (place === undefined) return [];
  const { code, severity, message, hint } = problem;
  return [{ ...place, code, severity, message, hint, helpUri: helpUriOf(code, site), fix: fixOf(problem) }];
}

function fixOf({ fix, hint, message }: Problem): ShownFix | undefined {
  const place = placeOf(fix?.span);
  return fix === undefined || place === undefined
    ? undefined
    : { title: hint ?? message, edits: [{ ...place, text: fix.text }] };
}
