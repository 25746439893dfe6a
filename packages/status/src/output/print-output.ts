import { readOr } from '@stash-functions/core/decode';
import { toStats } from './host-stats.ts';
import type { StepOutput } from './step-output.ts';

/**
 * The `output.json` of a step, in the form that Stash's update-status and this SDK read. Sizes and times are texts.
 *
 * `readOutput` gives the same output back, within the limits of the format. A size is cut to three decimals of its
 * unit, and a processing time to whole seconds.
 *
 * @returns JSON on one line, without a line end
 */
export function printOutput(output: StepOutput): string {
  return readOr('', () => {
    const { target, hosts, conditions } = output;
    return JSON.stringify({
      targetStatus: { ref: target, stats: hosts.map(toStats), conditions },
    });
  });
}
