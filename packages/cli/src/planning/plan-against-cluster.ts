import type { Invoker, Manifests, Problem } from '@stash-functions/core';
import type { ReadManifestFiles } from '@stash-functions/core/files';
import { connectTo } from '../inputs/connect-to.ts';
import { applyOver, withoutSessions } from './apply-over.ts';
import { chooseInvokers, hasInvokers } from './choose-invokers.ts';
import type { PlannedFiles } from './plan-files.ts';
import { readFromCluster, readSameFromCluster } from './plan-from-cluster.ts';
import { type PlannedInvoker, planInvoker } from './plan-invoker.ts';
import type { PlanFlags } from './plan-options.ts';
import { checkSecretFlags } from './secrets-among.ts';

/**
 * The plans of invokers as they stand in a cluster, and as they would be after some files were applied to it. The
 * invokers are those of the files, or the one that the flags name.
 *
 * @throws CannotDo where there is no invoker, and no way to a cluster
 */
export async function planAgainstCluster(
  { manifests, problems }: ReadManifestFiles,
  flags: PlanFlags,
): Promise<{ readonly before: PlannedFiles; readonly after: PlannedFiles }> {
  const port = await connectTo(flags);
  const namespace = flags.namespace ?? port.namespace;
  const before: Array<PlannedInvoker> = [];
  const after: Array<PlannedInvoker> = [];
  const unread: Array<Problem> = [];
  const compare = (cluster: Manifests, invoker: Invoker): void => {
    const options = { ...flags, namespace, session: undefined };
    checkSecretFlags([cluster, manifests], flags);
    const stored = withoutSessions(cluster);
    const applied = applyOver(stored, manifests, namespace);
    for (const [side, all] of [
      [before, stored],
      [after, applied],
    ] as const) {
      const same = chooseInvokers(all, { invoker: qualified(invoker) })[0];
      if (same !== undefined) side.push(planInvoker(all, same, options));
    }
  };
  const own = hasInvokers(manifests) ? chooseInvokers(manifests, flags) : [];
  for (const invoker of own) {
    const { input, problems: found } = await readSameFromCluster(port, invoker, flags);
    unread.push(...found);
    if (input !== undefined) compare(input.manifests, input.invoker);
    else after.push(planInvoker(manifests, invoker, { ...flags, namespace }));
  }
  if (own.length === 0) {
    const { input, problems: found } = await readFromCluster(flags);
    unread.push(...found);
    if (input !== undefined) compare(input.manifests, input.invoker);
  }
  return { before: { planned: before, problems: unread }, after: { planned: after, problems } };
}

function qualified({ kind, metadata: { namespace, name } }: Invoker): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
