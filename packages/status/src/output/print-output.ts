import { toStats } from './host-stats.ts';
import type { StepOutput } from './step-output.ts';

/**
 * The `output.json` of a step, as Stash's update-status and this SDK read it, with sizes and times as texts.
 *
 * `readOutput` gives the same output back, but for what the format cannot hold: a size is cut to three decimals of its
 * unit, and a processing time to whole seconds.
 *
 * @returns JSON on one line, without a line end
 */
export function printOutput(output: StepOutput): string {
  const { target, hosts, conditions } = output;
  return JSON.stringify({
    targetStatus: { ref: target, stats: hosts.map(toStats), conditions },
  });
}
