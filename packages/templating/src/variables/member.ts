import {
  type BackupBatch,
  type BackupConfiguration,
  type BackupConfigurationTemplateSpec,
  type Problem,
  type ResourceReference,
  type RestoreBatch,
  type RestoreSession,
  type RestoreTargetSpec,
  referenceTo,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { type ScopeProblemCode, scopeProblem } from './scope-problem-code.ts';

/** The part of an invoker that speaks of one target: its whole spec, or that of one member of a batch. */
export interface Member<Spec> {
  readonly invoker: ResourceReference;
  /** Where the part begins: `['spec']` or `['spec', 'members', 0]`. */
  readonly path: ReadonlyArray<string | number>;
  readonly spec: Spec;
}

/** The part of a backup's invoker that speaks of one target. Problems: `member-not-chosen`, `member-out-of-range`. */
export function backupMember(
  invoker: BackupConfiguration | BackupBatch,
  member: number | undefined,
): Either<Problem<ScopeProblemCode>, Member<BackupConfigurationTemplateSpec>> {
  const reference = referenceTo(invoker);
  if (invoker.kind === 'BackupBatch') return memberOf(reference, invoker.spec?.members ?? [], member);
  return only(reference, invoker.spec ?? {}, member);
}

/** The part of a restore's invoker that speaks of one target. Problems: `member-not-chosen`, `member-out-of-range`. */
export function restoreMember(
  invoker: RestoreSession | RestoreBatch,
  member: number | undefined,
): Either<Problem<ScopeProblemCode>, Member<RestoreTargetSpec>> {
  const reference = referenceTo(invoker);
  if (invoker.kind === 'RestoreBatch') return memberOf(reference, invoker.spec?.members ?? [], member);
  return only(reference, invoker.spec ?? {}, member);
}

function only<Spec>(
  invoker: ResourceReference,
  spec: Spec,
  member: number | undefined,
): Either<Problem<ScopeProblemCode>, Member<Spec>> {
  if (member === undefined || member === 0) return right({ invoker, path: ['spec'], spec });
  return left(
    scopeProblem('member-out-of-range', {
      message: `member ${member} is asked for, and a ${invoker.kind} has one target only`,
      path: ['spec'],
      resource: invoker,
      hint: 'leave `member` out, or give 0',
    }),
  );
}

function memberOf<Spec>(
  invoker: ResourceReference,
  members: ReadonlyArray<Spec>,
  member: number | undefined,
): Either<Problem<ScopeProblemCode>, Member<Spec>> {
  if (member === undefined && members.length > 1) {
    return left(
      scopeProblem('member-not-chosen', {
        message: `the ${invoker.kind} \`${invoker.name ?? ''}\` has ${members.length} members, and none is chosen`,
        path: ['spec', 'members'],
        resource: invoker,
        hint: `say which one with \`member\`, from 0 to ${members.length - 1}`,
      }),
    );
  }
  const index = member ?? 0;
  const spec = members[index];
  if (spec !== undefined) return right({ invoker, path: ['spec', 'members', index], spec });
  return left(
    scopeProblem('member-out-of-range', {
      message: `member ${index} is asked for, and the ${invoker.kind} \`${invoker.name ?? ''}\` has ${members.length}`,
      path: ['spec', 'members'],
      resource: invoker,
      hint: members.length === 0 ? 'give it `members`' : `members are counted from 0 to ${members.length - 1}`,
    }),
  );
}
