import { type Either, left } from 'fp-ts/lib/Either.js';
import { type DecodeOptions, decodeWith } from '../codec/decode-with.ts';
import { string } from '../codec/primitive.ts';
import { struct } from '../codec/struct.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import { didYouMean } from '../problem/did-you-mean.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { appBindingKind } from './app-binding.ts';
import { backupBatchKind } from './backup-batch.ts';
import { backupBlueprintKind } from './backup-blueprint.ts';
import { backupConfigurationKind } from './backup-configuration.ts';
import { backupSessionKind } from './backup-session.ts';
import { decodeKind, type KindHeader, type ResourceKind, referenceIn } from './decode-kind.ts';
import { functionKind } from './function.ts';
import { repositoryKind } from './repository.ts';
import type { Resource } from './resource.ts';
import { restoreBatchKind } from './restore-batch.ts';
import { restoreSessionKind } from './restore-session.ts';
import { taskKind } from './task.ts';

/**
 * Reads a resource of any of the kinds of {@link Resource}, by its apiVersion and kind.
 *
 * Problems: `unknown-kind` for a kind that this SDK does not read, with the one that was probably meant; else those of
 * the kind's own decode function.
 */
export function decodeResource(input: unknown, options: DecodeOptions = {}): Either<Problems, Resource> {
  // Only apiVersion and kind are looked at here: other fields and warnings are the business of the kind.
  const header = decodeWith(Header, input, { lenient: true });
  if (header._tag === 'Left') return header;
  const { apiVersion, kind } = header.right;
  const decode = decoders.get(`${apiVersion} ${kind}`);
  return decode === undefined ? left([unknownKind(header.right, input)]) : decode(input, options);
}

/** The apiVersion and kind of every kind that {@link decodeResource} reads. */
export const resourceKinds: ReadonlyArray<KindHeader> = [
  functionKind,
  taskKind,
  repositoryKind,
  backupConfigurationKind,
  backupBatchKind,
  backupSessionKind,
  restoreSessionKind,
  restoreBatchKind,
  backupBlueprintKind,
  appBindingKind,
].map(({ apiVersion, kind }) => ({ apiVersion, kind }));

const Header = struct<KindHeader>('Resource', { apiVersion: string, kind: string }, {});

type Decode = (input: unknown, options: DecodeOptions) => Either<Problems, Resource>;

const decoders: ReadonlyMap<string, Decode> = new Map([
  decoderOf(functionKind),
  decoderOf(taskKind),
  decoderOf(repositoryKind),
  decoderOf(backupConfigurationKind),
  decoderOf(backupBatchKind),
  decoderOf(backupSessionKind),
  decoderOf(restoreSessionKind),
  decoderOf(restoreBatchKind),
  decoderOf(backupBlueprintKind),
  decoderOf(appBindingKind),
]);

function decoderOf<A extends Resource>(kind: ResourceKind<A>): [string, Decode] {
  return [`${kind.apiVersion} ${kind.kind}`, (input, options) => decodeKind(kind, input, options)];
}

function unknownKind(header: KindHeader, input: unknown): Problem<CoreProblemCode> {
  const { apiVersion, kind } = header;
  const sameKind = resourceKinds.find((known) => known.kind === kind);
  const problem = {
    code: 'unknown-kind',
    severity: 'error',
    resource: referenceIn(input, header),
  } as const;
  if (sameKind !== undefined) {
    return {
      ...problem,
      message: `there is no ${kind} in the API ${apiVersion}`,
      path: ['apiVersion'],
      hint: `write \`apiVersion: ${sameKind.apiVersion}\``,
    };
  }
  const group = apiVersion.split('/')[0];
  const sameGroup = resourceKinds.filter((known) => known.apiVersion.split('/')[0] === group);
  const meant = didYouMean(
    kind,
    resourceKinds.map((known) => known.kind),
  );
  const names = sameGroup.map((known) => `\`${known.kind}\``).join(', ');
  const hint =
    meant !== undefined
      ? `did you mean \`${meant}\`?`
      : sameGroup.length > 0
        ? `the kinds of ${group} are ${names}`
        : undefined;
  return {
    ...problem,
    message: `${kind} of ${apiVersion} is not a kind that is read here`,
    path: ['kind'],
    ...(hint === undefined ? {} : { hint }),
  };
}
