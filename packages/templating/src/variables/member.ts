import {
  type BackupConfigurationTemplateSpec,
  type BackupInvoker,
  type Invoker,
  type InvokerTarget,
  isBatch,
  type Problem,
  type ResourceReference,
  type RestoreInvoker,
  type RestoreTargetSpec,
  referenceTo,
  targetsOf,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { remembered } from './remembered.ts';
import { scopeProblem } from './scope-problem-code.ts';

/** The part of an invoker that is about one target: its whole spec, or that of one member of a batch. */
export interface Member<Spec> {
  readonly invoker: ResourceReference;
  /** The path of the part: `['spec']` or `['spec', 'members', 0]`. */
  readonly path: ReadonlyArray<string | number>;
  readonly spec: Spec;
}

/** The reason why an invoker has no such part. */
export type MemberProblem = Problem<'member-not-chosen' | 'member-out-of-range'>;

/**
 * The part of an invoker that is about one target.
 *
 * @param member - the number of the member in a batch, from 0; it may be left out if there is only one
 * @returns Left with `member-not-chosen` or `member-out-of-range`
 */
export function memberOf(
  invoker: BackupInvoker,
  member: number | undefined,
): Either<MemberProblem, Member<BackupConfigurationTemplateSpec>>;
export function memberOf(
  invoker: RestoreInvoker,
  member: number | undefined,
): Either<MemberProblem, Member<RestoreTargetSpec>>;
export function memberOf(
  invoker: Invoker,
  member: number | undefined,
): Either<MemberProblem, Member<InvokerTarget['spec']>>;
export function memberOf(
  invoker: Invoker,
  member: number | undefined,
): Either<MemberProblem, Member<InvokerTarget['spec']>> {
  const members = membersOf(invoker);
  if (member === undefined && members.length > 1) return left(notChosen(invoker, members.length));
  const chosen = members[member ?? 0];
  return chosen === undefined ? left(outOfRange(invoker, member ?? 0, members.length)) : right(chosen);
}

/** The same objects each time, so that remembered results can be found by them. */
const membersOf = remembered((invoker: Invoker): ReadonlyArray<Member<InvokerTarget['spec']>> => {
  const reference = referenceTo(invoker);
  return targetsOf(invoker).map(({ path, spec }) => ({ invoker: reference, path, spec }));
});

function notChosen(invoker: Invoker, members: number): Problem<'member-not-chosen'> {
  return scopeProblem('member-not-chosen', {
    message: `the ${invoker.kind} \`${invoker.metadata.name}\` has ${members} members, and none is chosen`,
    path: ['spec', 'members'],
    resource: referenceTo(invoker),
    hint: `say which one with \`member\`, from 0 to ${members - 1}`,
  });
}

function outOfRange(invoker: Invoker, member: number, members: number): Problem<'member-out-of-range'> {
  if (!isBatch(invoker)) {
    return scopeProblem('member-out-of-range', {
      message: `member ${member} is asked for, and a ${invoker.kind} has one target only`,
      path: ['spec'],
      resource: referenceTo(invoker),
      hint: 'leave `member` out, or give 0',
    });
  }
  return scopeProblem('member-out-of-range', {
    message: `member ${member} is asked for, and the ${invoker.kind} \`${invoker.metadata.name}\` has ${members}`,
    path: ['spec', 'members'],
    resource: referenceTo(invoker),
    hint: members === 0 ? 'give it `members`' : `members are counted from 0 to ${members - 1}`,
  });
}
