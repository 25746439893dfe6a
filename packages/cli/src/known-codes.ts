import { coreProblemCodes } from '@stash-functions/core';
import { adapterProblemCodes } from '@stash-functions/k8s-adapter';
import { lintCodes, settingCodes } from '@stash-functions/lint';
import { templatingProblemCodes } from '@stash-functions/templating';

/** Every code that a Problem of the command may have. */
export const knownCodes: ReadonlySet<string> = new Set(
  [coreProblemCodes, templatingProblemCodes, lintCodes, adapterProblemCodes, settingCodes].flatMap(namesIn),
);

function namesIn(codes: ReadonlyArray<string> | object): ReadonlyArray<string> {
  return Array.isArray(codes) ? codes : Object.keys(codes);
}
