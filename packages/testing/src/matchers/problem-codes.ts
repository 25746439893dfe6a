import { coreProblemCodes } from '@stash-functions/core';
import { adapterProblemCodes } from '@stash-functions/k8s-adapter';
import { lintCodes } from '@stash-functions/lint';
import { statusProblemCodes } from '@stash-functions/status';
import { templatingProblemCodes } from '@stash-functions/templating';
import { testingProblemCodes } from '../testing-problem-code.ts';

/** Every code of a Problem that a test can meet. */
export const problemCodes: ReadonlySet<string> = new Set(
  [
    coreProblemCodes,
    templatingProblemCodes,
    adapterProblemCodes,
    lintCodes,
    statusProblemCodes,
    testingProblemCodes,
    { 'option-invalid': true },
  ].flatMap((table) => (Array.isArray(table) ? table.map(String) : Object.keys(table))),
);
