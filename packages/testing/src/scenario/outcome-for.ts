import { formatPath, type Problem, type Problems } from '@stash-functions/core';
import type { AdapterProblemCode } from '@stash-functions/k8s-adapter';
import type { ResolveProblemCode, ScopeProblemCode } from '@stash-functions/templating';
import { type Either, isLeft, isRight, left } from 'fp-ts/lib/Either.js';
import { concat } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import { readableBeside } from './manifest-files.ts';
import { misshapen } from './misshapen.ts';
import { failed, type Outcome } from './result.ts';
import type { ScenarioOptions } from './scenario-options.ts';
import { type Subject, subjectIn } from './subject.ts';

/**
 * The outcome of a subject. Where its manifests have Problems, the scenario fails with these. The part that could be
 * read adds its own Problems, so that nobody meets the mistakes one run at a time.
 */
export function outcomeFor(
  subject: Either<Problems<ScenarioProblemCode>, Subject>,
  options: ScenarioOptions,
  run: (subject: Subject) => Outcome,
): Outcome {
  try {
    return outcomeOfSubject(subject, options, run);
  } catch (error) {
    return failed(left([misshapen(error)]));
  }
}

function outcomeOfSubject(
  subject: Either<Problems<ScenarioProblemCode>, Subject>,
  options: ScenarioOptions,
  run: (subject: Subject) => Outcome,
): Outcome {
  if (isRight(subject)) return run(subject.right);
  const manifests = readableBeside(subject.left);
  if (manifests === undefined) return failed(subject);
  const rest = subjectIn({ ...options, manifests });
  // The chosen resource may be in the part that could not be read.
  if (isLeft(rest)) return failed(subject);
  const { result } = run(rest.right);
  const found = isLeft(result) ? result.left : result.right.plan.warnings;
  return failed(left(concat(newProblems(subject.left, found))(subject.left)));
}

/**
 * The new Problems of a plan. A Problem is left out where it is known already, or where it only comes from a part that
 * could not be read.
 */
function newProblems(
  known: Problems<ScenarioProblemCode>,
  found: ReadonlyArray<Problem<ScenarioProblemCode>>,
): ReadonlyArray<Problem<ScenarioProblemCode>> {
  const said = new Set(known.map(placeAndCode));
  const errors = known.filter(({ severity }) => severity === 'error');
  const wrong = new Set(errors.map(placeOf));
  const lacksParams = errors.some(({ path }) => path.includes('params'));
  return found.filter(
    (problem) =>
      !(
        said.has(placeAndCode(problem)) ||
        wrong.has(placeOf(problem)) ||
        isAboutAbsence(problem) ||
        (lacksParams && problem.code === 'unresolved-variable')
      ),
  );
}

function placeAndCode(problem: Problem): string {
  return `${problem.code} ${placeOf(problem)}`;
}

/** The place in the text where there is one, because the path may be that of another spelling. */
function placeOf({ source, resource, path }: Problem): string {
  if (source !== undefined) return `${source.file ?? ''}:${source.start.offset}`;
  return `${resource?.kind ?? ''} ${resource?.name ?? ''} ${formatPath(path)}`;
}

/** True for a Problem about something missing. It may have been cut out, or may be in a text that could not be read. */
function isAboutAbsence({ code, resource }: Problem): boolean {
  if (code === 'missing-field') return resource?.kind === 'Function' || resource?.kind === 'Task';
  return absenceCodes.has(code);
}

const absenceCodes: ReadonlySet<string> = new Set<AdapterProblemCode | ResolveProblemCode | ScopeProblemCode>([
  'app-binding-missing',
  'function-missing',
  'no-command-to-wrap',
  'task-without-steps',
  'unknown-volume',
  'unmounted-claim',
]);
