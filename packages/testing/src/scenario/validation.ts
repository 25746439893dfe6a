import type { Problem, Problems } from '@stash-functions/core';
import type { Applicative2C } from 'fp-ts/lib/Applicative.js';
import { getApplicativeValidation, type URI } from 'fp-ts/lib/Either.js';
import { getSemigroup } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

/** Combines results so that the Problems of all of them are kept. */
export const validation: Applicative2C<URI, Problems> = getApplicativeValidation<Problems>(getSemigroup<Problem>());
