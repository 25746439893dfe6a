import type { Problem } from '@stash-functions/core';
import type { ReadManifestFiles } from '@stash-functions/core/files';
import { CannotDo } from '../exit-code.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import type { Terminal } from '../terminal.ts';
import type { PlanFlags } from './plan-options.ts';

/**
 * Reads the manifests for a plan, from the paths and from `--filename`.
 *
 * @throws CannotDo where no path is given, and where a path leads to nothing
 */
export async function readForPlan(
  paths: ReadonlyArray<string>,
  { filename = [] }: Pick<PlanFlags, 'filename'>,
  terminal: Terminal,
): Promise<ReadManifestFiles> {
  const all = [...paths, ...filename];
  if (all.length === 0) throw new CannotDo('there is nothing to plan', 'name files or folders, or - for stdin');
  return readInputs(all, terminal);
}

/**
 * False for a warning that says nothing new: files never hold a uid, which only a cluster gives, so planned objects get
 * no owner.
 */
export function worthAWord({ code }: Problem): boolean {
  return code !== 'owner-without-uid';
}
