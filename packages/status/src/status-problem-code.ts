import type { CodesOf } from '@stash-functions/core/decode';
import { metricsProblemCodes } from './metrics/metrics-problem-code.ts';
import { outputProblemCodes } from './output/output-problem-code.ts';
import { sessionProblemCodes } from './session/session-problem-code.ts';

/** Every code of this package with its severity and meaning. docs/errors/status.md has a section for each. */
export const statusProblemCodes: typeof outputProblemCodes & typeof sessionProblemCodes & typeof metricsProblemCodes = {
  ...outputProblemCodes,
  ...sessionProblemCodes,
  ...metricsProblemCodes,
};

/** The code of any problem of this package. */
export type StatusProblemCode = CodesOf<typeof statusProblemCodes>;
