import type { Problem } from '@stash-functions/core';

/** The Problem of options that do not have the shapes of their types, by the error that they led to. */
export function misshapen(error: unknown): Problem<'option-invalid'> {
  const found = error instanceof Error ? error.message : 'they cannot be read';
  return {
    code: 'option-invalid',
    severity: 'error',
    message: `the options do not have the shape of their type: ${found}`,
    path: [],
  };
}
