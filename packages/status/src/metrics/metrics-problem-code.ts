import { type CodesOf, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/** Everything that can be wrong with metrics and with sending them. */
export const metricsProblemCodes = {
  'invalid-label': { severity: 'warning', meaning: 'A label of a user is not valid, and is left out.' },
  'too-many-labels': { severity: 'warning', meaning: 'There are more labels of a user than a series can have.' },
  'push-failed': { severity: 'error', meaning: 'A Pushgateway did not take some metrics.' },
  'invalid-url': { severity: 'error', meaning: 'The address of a Pushgateway is no URL.' },
  'file-not-written': { severity: 'error', meaning: 'A file for the text-file collector could not be written.' },
} as const;

/** The code of a problem of metrics. */
export type MetricsProblemCode = CodesOf<typeof metricsProblemCodes>;

/** Makes the problems of metrics. */
export const metricsProblem: ProblemMaker<typeof metricsProblemCodes> = problemMaker<typeof metricsProblemCodes>({
  'invalid-label': 'warning',
  'too-many-labels': 'warning',
});
