import {
  checked,
  distinctProblems,
  formatPath,
  noProblems,
  placeIn,
  type ResourceReference,
  toEither,
} from '@stash-functions/core/decode';
import { concealSecrets, type Evaluated } from '@stash-functions/templating';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { originRules } from '../origin/origin-rules.ts';
import { type FieldRecord, type Found, type Origins, type Path, recordOrigins } from '../origin/origins.ts';
import { adapterProblem } from './adapter-problem-code.ts';
import type { AdapterProblem, AdapterProblems, Finding, Made, OnWarning } from './problem.ts';

/**
 * The result of a function that makes an object: the object, or all Problems, each at the field of the resource that
 * causes it. Warnings go to `onWarning`.
 *
 * Where something is found, the object is made once more with {@link Origins}, which tell where its fields come from.
 * So an object without findings costs nothing more.
 *
 * @param make - makes the object, first without Origins, then perhaps with them
 * @param object - the identity of the object, for fields without a known source
 * @param resolved - the Task and the Functions, whose secrets no Problem may show
 */
export function resultOf<A extends object>(
  make: (origins: Origins | undefined) => Made<A>,
  object: ResourceReference | undefined,
  resolved: ReadonlyArray<Evaluated>,
  onWarning: OnWarning | undefined,
): Either<AdapterProblems, A> {
  const plain = make(undefined);
  if (plain.findings.length === 0 && plain.problems.length === 0) return right(plain.value);
  const origins = recordOrigins();
  const placed = plain.findings.length === 0 ? plain.problems : problemsOfMade(make(origins), object, origins);
  const problems = concealSecrets(placed, resolved);
  const result = toEither<A, AdapterProblem['code']>(checked(plain.value, distinctProblems(problems)));
  if (isLeft(result)) return result;
  if (onWarning !== undefined) for (const warning of result.right.problems) onWarning(warning);
  return right(result.right.value);
}

/**
 * Findings of a part of an object. Where the part alone tells the resource's field behind a finding, it becomes a
 * Problem.
 *
 * @param again - makes the part once more, with Origins
 * @returns the other findings too, which wait for the Origins of the whole object
 */
export function placeFindings(
  findings: ReadonlyArray<Finding>,
  again: (origins: Origins) => object,
): Pick<Made<object>, 'findings' | 'problems'> {
  if (findings.length === 0) return { findings, problems: noProblems };
  const origins = recordOrigins();
  const part = again(origins);
  const isOwn = ({ path, about }: Finding): boolean => {
    const source = about === undefined ? origins.find(part, path)?.source : undefined;
    return source !== undefined && 'resource' in source;
  };
  return {
    findings: findings.filter((finding) => !isOwn(finding)),
    problems: findings.filter(isOwn).map((finding) => placeFinding(finding, part, undefined, origins)),
  };
}

/** All Problems of an object, at the fields of the resources that cause them. */
export function problemsOfMade(
  { value, findings, problems }: Made<object>,
  object: ResourceReference | undefined,
  origins: Origins,
): ReadonlyArray<AdapterProblem> {
  return [...findings.map((finding) => placeFinding(finding, value, object, origins)), ...problems];
}

function placeFinding(
  { code, severity, path, message: text, hint, about }: Finding,
  root: object,
  object: ResourceReference | undefined,
  origins: Origins,
): AdapterProblem {
  const message = about === undefined ? text : `${text} ${describe(origins.find(root, about), about)}`;
  const { source, rest = [] } = origins.find(root, path) ?? {};
  if (source === undefined || !('resource' in source)) {
    return adapterProblem(code, { severity, message, hint, path, resource: object });
  }
  return adapterProblem(code, { severity, message, hint, ...placeIn(source.resource, fieldIn(source, rest)) });
}

/** The origin of a field, as the end of a sentence. */
function describe(found: Found | undefined, path: Path): string {
  if (found === undefined) return formatPath(path);
  const { source, rest } = found;
  if ('option' in source) return `the option ${source.option}`;
  if (!('resource' in source)) return `a rule: ${originRules[source.rule]}`;
  const { kind, metadata } = source.resource;
  return `${formatPath(fieldIn(source, rest))} of ${kind} ${metadata.name}`;
}

/** The field of a resource that a value comes from. */
function fieldIn({ path, rule }: FieldRecord, rest: Path): Path {
  return rule === undefined ? [...path, ...rest] : path;
}
