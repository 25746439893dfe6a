import { type Invoker, invokerKinds, type Problem, resourceKinds } from '@stash-functions/core';
import { planBackup, planRestore, standInSession } from '@stash-functions/k8s-adapter';
import {
  type ClusterPort,
  type ReadBackup,
  type ReadRestore,
  readBackup,
  readRestore,
} from '@stash-functions/k8s-adapter/cluster';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { CannotDo } from '../exit-code.ts';
import { connectTo } from '../inputs/connect-to.ts';
import type { PlannedInvoker } from './plan-invoker.ts';
import type { PlanFlags } from './plan-options.ts';
import { planOptionsOf } from './plan-options-of.ts';

/** A backup or a restore as a cluster has it. */
export interface FromCluster {
  /** Everything that it refers to; none if the cluster lacks a part of it. */
  readonly input: ReadBackup | ReadRestore | undefined;
  /** The problems of the resources that were read. */
  readonly problems: ReadonlyArray<Problem>;
}

/** The requested backup or restore. */
interface Wanted {
  readonly namespace: string;
  readonly session?: string | undefined;
  readonly invoker?: { readonly kind: Invoker['kind']; readonly name: string } | undefined;
}

/**
 * Reads the invoker or session that the flags name, and exactly the objects that it refers to.
 *
 * @throws CannotDo where the flags name nothing, or something that does not exist, and where there is no way to a
 * cluster
 */
export async function readFromCluster(flags: PlanFlags): Promise<FromCluster> {
  const port = await connectTo(flags);
  return readWanted(port, await wantedOf(flags, port), flags);
}

/** Does the same for a known invoker. The result is nothing if the cluster does not have it. */
export async function readSameFromCluster(
  port: ClusterPort,
  { kind, metadata }: Invoker,
  flags: PlanFlags,
): Promise<FromCluster> {
  const namespace = metadata.namespace ?? flags.namespace ?? port.namespace;
  const isThere = await exists(port, kind, namespace, metadata.name);
  if (!isThere) return { input: undefined, problems: [] };
  return readWanted(port, { namespace, invoker: { kind, name: metadata.name } }, flags);
}

/**
 * Plans the resources that were read. A session is made up if no flag names one.
 *
 * @param now - the current time, for a made-up session that must be a new one each time
 */
export function planRead(input: ReadBackup | ReadRestore, flags: PlanFlags, now?: Date): PlannedInvoker {
  const options = planOptionsOf(input.manifests, flags);
  const { invoker } = input;
  if (!('session' in input)) return { invoker, result: planRestore({ ...input, ...options }), madeUp: [] };
  if (flags.session !== undefined) return { invoker, result: planBackup({ ...input, ...options }), madeUp: [] };
  const session = standInSession(input.invoker, now);
  const why = `no BackupSession of ${invoker.kind} ${invoker.metadata.name} is named: \`${session.metadata.name}\` is made up`;
  return { invoker, result: planBackup({ ...input, ...options, session }), madeUp: [why] };
}

/** `NAME`, `KIND/NAME`, or either with `NAMESPACE/` before the name, as for files. */
async function wantedOf({ invoker, session, namespace }: PlanFlags, port: ClusterPort): Promise<Wanted> {
  const own = namespace ?? port.namespace;
  if (session !== undefined) return { namespace: own, session };
  if (invoker === undefined) {
    throw new CannotDo(
      'no invoker and no session of the cluster is named',
      'name it with --invoker KIND/NAME or --session NAME',
    );
  }
  const parts = invoker.split('/');
  const kind = invokerKinds.find((each) => each.toLowerCase() === parts[0]?.toLowerCase());
  const [name = '', within = own] = (kind === undefined ? parts : parts.slice(1)).toReversed();
  if (kind !== undefined) return { namespace: within, invoker: { kind, name } };
  const kinds = await Promise.all(
    invokerKinds.map(async (each) => ((await exists(port, each, within, name)) ? [each] : [])),
  );
  const [found, ...others] = kinds.flat();
  if (found === undefined) throw new CannotDo(`the cluster has no invoker ${name} in the namespace ${within}`);
  if (others.length > 0) {
    const names = [found, ...others].map((each) => `${each}/${name}`).join(', ');
    throw new CannotDo(`${invoker} may be any of several invokers`, names);
  }
  return { namespace: within, invoker: { kind: found, name } };
}

async function readWanted(
  port: ClusterPort,
  { namespace, session, invoker }: Wanted,
  { operatorFunctions }: PlanFlags,
): Promise<FromCluster> {
  const warnings: Array<Problem> = [];
  const options = {
    operatorFunctions: operatorFunctions === 'stash' ? operatorFunctions : undefined,
    onWarning: (warning: Problem) => warnings.push(warning),
  };
  const { kind, name = '' } = invoker ?? {};
  const read =
    kind === 'RestoreSession' || kind === 'RestoreBatch'
      ? await readRestore(port, { namespace, invoker: { kind, name } }, options)
      : await readBackup(
          port,
          { namespace, session, ...(kind === undefined ? {} : { invoker: { kind, name } }) },
          options,
        );
  return isLeft(read) ? { input: undefined, problems: read.left } : { input: read.right, problems: warnings };
}

/** @throws CannotDo where the cluster does not answer */
async function exists(port: ClusterPort, kind: Invoker['kind'], namespace: string, name: string): Promise<boolean> {
  const apiVersion = resourceKinds.find((facts) => facts.kind === kind)?.apiVersion ?? '';
  const read = await port.read({ apiVersion, kind, namespace, name });
  if (isRight(read)) return true;
  if (read.left.code === 404) return false;
  throw new CannotDo(`${kind} ${namespace}/${name} cannot be read: ${read.left.message}`);
}
