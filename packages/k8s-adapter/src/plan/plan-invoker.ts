import {
  type Checked,
  checked,
  distinctProblems,
  joinProblems,
  noProblems,
  type Problem,
  type Problems,
  toEither,
} from '@stash-functions/core/decode';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { type Origins, recordOrigins } from '../origin/origins.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';
import { checkInvoker, snapshotsAreNoTask } from './check-invoker.ts';
import { chosenTargets } from './chosen-targets.ts';
import { readCommon } from './common.ts';
import { joinParts } from './join-parts.ts';
import { withoutNamespace } from './messages.ts';
import { nameMembers } from './name-members.ts';
import type { Plan } from './plan.ts';
import { rememberPlan } from './plan-memory.ts';
import type { PlanRequest } from './plan-request.ts';
import { planTarget } from './plan-target.ts';

/** The plan of an invoker, or all Problems of all of its targets. */
export function planInvoker(request: PlanRequest): Either<Problems<PlanProblemCode>, Plan> {
  const { value, problems } = draftPlan(request, undefined);
  const result = toEither(checked(value, distinctProblems(problems)));
  if (isLeft(result)) return result;
  const { objects, jobs, runs } = value;
  const plan = { objects, jobs, runs, warnings: result.right.problems };
  rememberPlan(plan, () => {
    const origins = recordOrigins();
    const { objects, runs } = draftPlan(request, origins).value;
    return { request, origins, objects, runs };
  });
  return right(plan);
}

/** A plan without its warnings. */
type Draft = Omit<Plan, 'warnings'>;

/** Checks the invoker, plans each of its targets, and joins the parts. */
function draftPlan(request: PlanRequest, origins: Origins | undefined): Checked<Draft, PlanProblemCode> {
  const { invoker } = request.input;
  const { namespace } = invoker.metadata;
  if (namespace === undefined || namespace === '') return checked(nothing, [withoutNamespace(invoker)]);
  const snapshots = snapshotsAreNoTask(invoker);
  if (snapshots.length > 0) return checked(nothing, snapshots);

  const common = readCommon(request, namespace);
  const targets = chosenTargets(request, common.value);
  const planned = targets.value.map((target) => planTarget(request, common.value, target, origins));
  const parts = planned.map(({ value }) => value);
  const joined = joinParts(parts, request);
  const runs = parts.flatMap((part) => part.runs);
  const found = [
    common.problems,
    checkInvoker(request),
    targets.problems,
    nameMembers(
      targets.value,
      planned.map(({ problems }) => problems),
    ),
    joined.problems,
  ];
  const problems = found.reduce<ReadonlyArray<Problem<PlanProblemCode>>>(joinProblems, noProblems);
  return checked({ objects: joined.value, jobs: runs.map(({ job }) => job), runs }, problems);
}

const nothing: Draft = { objects: [], jobs: [], runs: [] };
