import type { TypeDescriptions } from '../../src/descriptions/type-description.ts';
import { printHeader } from '../kubernetes/print-file.ts';

/** Prints the file with the descriptions of the Stash kinds. */
export function printDescriptions(descriptions: TypeDescriptions): string {
  return [
    printHeader('The docstrings of the types of the Stash kinds, for programs'),
    "import type { TypeDescriptions } from './type-description.ts';\n\n",
    '/** Every type that only the Stash kinds have, as its docstrings describe it. */\n',
    `export const resourceDescriptions: TypeDescriptions = ${JSON.stringify(descriptions, undefined, 1)};\n`,
  ].join('');
}
