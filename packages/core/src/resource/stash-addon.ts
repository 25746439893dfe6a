import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import { checkWith, type DecodeOptions, decodeWith, tellWarnings, withOptions } from '../codec/decode-with.ts';
import { JsonObject } from '../codec/json.ts';
import { string } from '../codec/primitive.ts';
import type { CodecProblemCode } from '../codec/problem-code.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { toEither } from '../problem/gather.ts';
import type { Problems } from '../problem/problem.ts';
import type { AppBinding } from './app-binding.ts';
import { Param } from './param.ts';
import { referenceTo } from './reference-to.ts';

/** The parameters of an AppBinding that backups use: the Tasks of the application. */
export interface StashAddon {
  /** `appcatalog.appscode.com/v1alpha1`, or that of other parameters beside it. */
  readonly apiVersion?: string;
  /** `StashAddon`, or the kind of other parameters beside it. */
  readonly kind?: string;
  /** The add-on. */
  readonly stash?: StashAddonSpec;
}

/** The add-on of an application. */
export interface StashAddonSpec {
  /** The Tasks of the application. */
  readonly addon?: StashTaskSpec;
}

/** The Tasks of an application. */
export interface StashTaskSpec {
  /** The Task that backs the application up. */
  readonly backupTask?: AddonTaskRef;
  /** The Task that restores the application. */
  readonly restoreTask?: AddonTaskRef;
}

/** A Task of an add-on, with parameters that an invoker may override one by one. */
export interface AddonTaskRef {
  /** The name of the Task; an invoker's `task.name` wins over it. */
  readonly name: string;
  /** Values for variables of the Task's Functions; an invoker's `task.params` win over them. */
  readonly params?: ReadonlyArray<Param>;
}

/** The codec of {@link AddonTaskRef:type}. */
export const AddonTaskRef: Struct<AddonTaskRef> = struct(
  'AddonTaskRef',
  {
    name: string,
  },
  {
    params: array(Param),
  },
);

/** The codec of {@link StashTaskSpec:type}. */
export const StashTaskSpec: Struct<StashTaskSpec> = struct(
  'StashTaskSpec',
  {},
  {
    backupTask: AddonTaskRef,
    restoreTask: AddonTaskRef,
  },
);

/** The codec of {@link StashAddonSpec:type}. */
export const StashAddonSpec: Struct<StashAddonSpec> = struct(
  'StashAddonSpec',
  {},
  {
    addon: StashTaskSpec,
  },
);

/** The codec of {@link StashAddon:type}. */
export const StashAddon: Struct<StashAddon> = struct(
  'StashAddon',
  {},
  {
    apiVersion: string,
    kind: string,
    stash: StashAddonSpec,
  },
);

/**
 * The add-on that an AppBinding holds in its parameters, beside whatever other tools keep there.
 *
 * Problems: those of the codecs, with their paths in the AppBinding.
 *
 * @returns Right of undefined where the AppBinding has none
 */
export function decodeStashAddon(
  appBinding: AppBinding,
  options: Pick<DecodeOptions, 'lenient' | 'onWarning'> = {},
): Either<Problems<CodecProblemCode>, StashAddonSpec | undefined> {
  return withOptions(options, () => decodeIn(appBinding, options));
}

function decodeIn(
  appBinding: AppBinding,
  options: Pick<DecodeOptions, 'lenient' | 'onWarning'>,
): Either<Problems<CodecProblemCode>, StashAddonSpec | undefined> {
  const read = decodeWith(JsonObject, appBinding);
  if (isLeft(read)) return read;
  const stash = appBinding.spec?.parameters?.stash;
  if (stash === undefined || stash === null) return right(undefined);
  const { value, problems } = checkWith(StashAddonSpec, stash, { lenient: options.lenient }, referenceTo(appBinding));
  const placed = problems.map((problem) => ({
    ...problem,
    path: ['spec', 'parameters', 'stash', ...problem.path],
  }));
  return tellWarnings(toEither({ value, problems: placed }), options.onWarning);
}
