import { type FunctionResource, referenceTo } from '@stash-functions/core/decode';
import type { EvaluatedText } from '../evaluate-in-scope.ts';
import { constant, fieldsOf, type Read } from '../variable-row.ts';

/** The Function of a step, and its image without a placeholder left. */
export interface ImageSource {
  readonly fn: FunctionResource;
  readonly image: EvaluatedText;
}

/** The variable of a Function's image, which stands above all params. */
export const imageVariables = {
  ADDON_IMAGE: {
    meaning: 'Image of the Function that is resolved; no param can change it',
    source: 'Function spec.image, resolved',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'ghcr.io/stashed/stash-postgres:14.0',
    read: ({ fn, image: { text, secret } }: ImageSource): Read => {
      const { value, origin } = fieldsOf(referenceTo(fn))(text, 'spec', 'image');
      return { value, origin, secret };
    },
  },
} as const;

/** The hook that a container runs. */
export interface HookSource {
  readonly hookType: HookType;
}

/** A hook of an invoker: the name of the field of `hooks`. */
export type HookType = (typeof hookTypes)[number];

/** Every {@link HookType}. */
export const hookTypes = ['preBackup', 'postBackup', 'preRestore', 'postRestore'] as const;

/** The variable of a hook's container, which stands below all params. */
export const hookVariables = {
  HOOK_TYPE: {
    meaning: 'Hook that the container runs: preBackup, postBackup, preRestore or postRestore',
    source: 'field of hooks that the container is made for',
    setIn: ['hook'],
    alwaysIn: ['hook'],
    example: 'preBackup',
    read: ({ hookType }: HookSource): Read => constant(hookType),
  },
} as const;
