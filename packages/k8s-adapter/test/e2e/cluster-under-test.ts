import { delimiter } from 'node:path';
import { orThrow, resourceKinds } from '@stash-functions/core';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { type ApiServer, playJobs, type Scenario, startApiServer } from '../../../testing/src/cluster.ts';
import {
  applyPlan,
  type ClusterPort,
  clockAt,
  connect,
  type JsonObject,
  type ObjectTarget,
  type RunJobOptions,
} from '../../src/cluster/index.ts';
import { portFor } from '../clients.ts';

/** A cluster that a suite runs on, with a namespace of its own. */
export interface ClusterUnderTest {
  readonly port: ClusterPort;
  readonly namespace: string;
  /** The API server of the tests; undefined on a real cluster. */
  readonly server: ApiServer | undefined;
  /** How Jobs are run on it. */
  readonly runOptions: RunJobOptions;
  /** Makes objects, those of the namespace and others; whatever is made is taken away at the end. */
  readonly make: (...objects: ReadonlyArray<JsonObject>) => Promise<void>;
  /** Takes everything away that was made, unless `E2E_KEEP` is set. */
  readonly end: () => Promise<void>;
}

/** The options of `npm run test:e2e`. */
export interface E2eSettings {
  /** The kubeconfig of a real cluster; without it, the API server of the tests. */
  readonly kubeconfig: string | undefined;
  /** The context of the kubeconfig; its current one without it. */
  readonly context: string | undefined;
  /** True to leave everything in the cluster at the end. */
  readonly keep: boolean;
  /** The images of the containers. */
  readonly images: { readonly busybox: string; readonly postgres: string; readonly restic: string };
}

/** The settings of this run. */
export const settings: E2eSettings = {
  kubeconfig: process.env.E2E_KUBECONFIG,
  context: process.env.E2E_CONTEXT,
  keep: process.env.E2E_KEEP !== undefined,
  images: {
    busybox: process.env.E2E_BUSYBOX_IMAGE ?? 'busybox:1.37',
    postgres: process.env.E2E_POSTGRES_IMAGE ?? 'postgres:17-alpine',
    restic: process.env.E2E_RESTIC_IMAGE ?? 'restic/restic:0.18.0',
  },
};

/** True on a real cluster. */
export const isReal: boolean = settings.kubeconfig !== undefined;

/** The name of the suites' cluster, for their titles. */
export const clusterName: string = isReal ? 'over a real cluster' : 'over the API server of the tests';

/**
 * Begins a suite: connects, and makes a namespace.
 *
 * @param scenarioFor - what the kubelet of the tests does with a Job; a real one does what the Job says
 */
export async function beginSuite(
  suite: string,
  scenarioFor: Parameters<typeof playJobs>[1] = () => ({}),
): Promise<ClusterUnderTest> {
  const namespace = `stash-functions-${suite}-${Date.now().toString(36)}`;
  const server = isReal ? undefined : await startApiServer();
  if (server !== undefined) playJobs(server, scenarioFor);
  const port = server === undefined ? await connectReal() : await portFor(server.url);
  const made: Array<ObjectTarget> = [];
  const make = async (...objects: ReadonlyArray<JsonObject>): Promise<void> => {
    for (const object of objects) {
      orThrow(await applyPlan(port, { objects: [object] }, { force: true }));
      const { apiVersion, kind, metadata } = object as unknown as ObjectTarget & { readonly metadata: ObjectTarget };
      made.push({ ...metadata, apiVersion, kind });
    }
  };
  const end = async (): Promise<void> => {
    // The namespace takes along what stands in it; what belongs to the cluster goes one by one.
    const own = settings.keep ? [] : made.filter((one) => one.namespace === undefined).toReversed();
    for (const target of own) await port.remove(target);
    await server?.close();
  };
  try {
    await make({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    // Pods are refused until the cluster has made the account of a new namespace.
    await make({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
  } catch (error) {
    await end();
    throw error;
  }
  // A real cluster takes its time, and so do we.
  const runOptions = server === undefined ? { timeout: 240_000 } : { clock: clockAt(1000) };
  return { port, namespace, server, runOptions, make, end };
}

async function connectReal(): Promise<ClusterPort> {
  const { kubeconfig = '', context } = settings;
  // A list of files is what client-node reads by itself from the variable.
  const file = kubeconfig.includes(delimiter) ? undefined : kubeconfig;
  return orThrow(await connect({ file, context }));
}

/**
 * Makes Stash's kinds known to a cluster that does not have them, without their schemas, until the end of the suite.
 *
 * @returns why they can't be had; undefined where they are there
 */
export async function withStashKinds(cluster: ClusterUnderTest): Promise<string | undefined> {
  const missing: Array<JsonObject> = [];
  for (const kind of resourceKinds) {
    const list = await cluster.port.list({ ...kind, namespace: cluster.namespace });
    if (isLeft(list) && list.left.code === 404) missing.push(definitionOf(kind));
    else if (isLeft(list)) return `${kind.plural} can not be listed: ${list.left.message}`;
  }
  for (const definition of missing) {
    const tried = await cluster.port.create(definition, { dryRun: true });
    if (isLeft(tried)) return `no CustomResourceDefinition may be made: ${tried.left.message}`;
  }
  await cluster.make(...missing);
  for (const kind of resourceKinds) {
    // Discovery follows within seconds.
    for (let attempt = 0; attempt < 60; attempt += 1) {
      if (isRight(await cluster.port.list({ ...kind, namespace: cluster.namespace }))) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  return undefined;
}

function definitionOf({ apiVersion, kind, plural, scope, hasStatus }: (typeof resourceKinds)[number]): JsonObject {
  const [group = '', name = ''] = apiVersion.split('/');
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          name,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          ...(hasStatus ? { subresources: { status: {} } } : {}),
        },
      ],
    },
  };
}

/** A scenario of one pod for the kubelet of the tests. */
export function story(end: Scenario['end'], pod: Partial<Scenario['pods'][number]> = {}): Scenario {
  const steps = [{ name: 'main', isInit: false, instances: [{ lines: [], endsWithLineFeed: true, exitCode: 0 }] }];
  const script = { unschedulable: 'no', warnings: [], steps, ...pod } as const;
  return { isInstant: false, backoffLimit: 0, restartPolicy: 'Never', end, pods: [script] };
}
