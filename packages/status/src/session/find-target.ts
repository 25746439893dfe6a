import {
  type BackupInvoker,
  didYouMean,
  occasionOf,
  type Problems,
  type RestoreInvoker,
  readOr,
  type TargetRef,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { present } from '../present.ts';
import { unreadableInput } from './roll-up.ts';
import { sessionProblem } from './session-problem-code.ts';
import { nameTarget, targetRefsOf } from './target.ts';

/** The known part of a reference to a target. */
export interface TargetClue {
  /** The kind of the target. */
  readonly kind?: string | undefined;
  /** The name of the target. */
  readonly name?: string | undefined;
  /** The namespace of the target. */
  readonly namespace?: string | undefined;
}

/**
 * The target of an invoker that fits a clue. Among several targets the clue must fit one alone; a single target needs
 * no clue.
 *
 * A namespace is not compared where the target has none, nor in a restore, as in Stash.
 *
 * Problems: `no-target`, `unknown-target` with the known ones, `ambiguous-target`.
 */
export function findTarget(
  invoker: BackupInvoker | RestoreInvoker,
  clue: TargetClue = {},
): Either<Problems<'no-target' | 'unknown-target' | 'ambiguous-target' | 'input-invalid'>, TargetRef> {
  return readOr<Either<Problems<'no-target' | 'unknown-target' | 'ambiguous-target' | 'input-invalid'>, TargetRef>>(
    left([unreadableInput]),
    () => {
      const targets = targetRefsOf(invoker);
      if (targets.length === 0) {
        const message = `the ${invoker.kind} \`${invoker.metadata.name}\` does not say its target`;
        return left([sessionProblem('no-target', { message, path: ['spec'] })]);
      }
      const isRestore = occasionOf(invoker) === 'restore';
      const found = targets.filter(
        ({ kind, name, namespace }) =>
          matches(clue.kind, kind) &&
          matches(clue.name, name) &&
          (isRestore || namespace === undefined || matches(clue.namespace, namespace)),
      );
      const [only, ...others] = found;
      if (only === undefined) {
        const names = targets.map(nameTarget);
        const meant = didYouMean(
          clue.name ?? '',
          targets.map(({ name = '' }) => name),
        );
        return left([
          sessionProblem('unknown-target', {
            message: `${nameTarget(present({ ...clue }))} is no target of the ${invoker.kind} \`${invoker.metadata.name}\``,
            hint: meant === undefined ? `it has ${names.join(', ')}` : `did you mean \`${meant}\`?`,
          }),
        ]);
      }
      if (others.length === 0) return right(only);
      const message = `the ${invoker.kind} \`${invoker.metadata.name}\` has ${found.length} targets that could be meant`;
      const hint = `say which: ${found.map(nameTarget).join(', ')}`;
      return left([sessionProblem('ambiguous-target', { message, hint })]);
    },
  );
}

function matches(clue: string | undefined, value: string | undefined): boolean {
  return clue === undefined || clue === '' || clue === value;
}
