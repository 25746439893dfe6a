import type { PlanFlags } from '../planning/plan-options.ts';

/** The flags of `stash-functions run`. */
export interface RunFlags extends PlanFlags {
  readonly dryRun?: 'client' | 'server';
  readonly wait: 'true' | 'false';
  readonly cleanUp: 'never' | 'succeeded' | 'always';
  readonly timeout?: number;
}
