import {
  BatchV1Api,
  CustomObjectsApi,
  type KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  makeInformer,
} from '@kubernetes/client-node';
import { formatProblems } from '@stash-functions/core';
import { fromKubeConfig } from '@stash-functions/k8s-adapter/cluster';
import { reconcile, type SessionKey } from './reconcile.ts';
import { workQueue } from './work-queue.ts';

/** A running controller. */
export interface Controller {
  /** Stops watching, and finishes the current work. */
  readonly stop: () => Promise<void>;
}

const group = 'stash.appscode.com';
const version = 'v1beta1';
const plural = 'backupsessions';

/**
 * Watches the BackupSessions of a namespace and their Jobs, and reconciles a session whenever one of them changes. All
 * state is in the cluster and none in the process, so that it can be stopped and started at any time.
 */
export async function startController(
  kubeConfig: KubeConfig,
  namespace: string,
  log: (line: string) => void,
): Promise<Controller> {
  const port = fromKubeConfig(kubeConfig);
  const customObjects = kubeConfig.makeApiClient(CustomObjectsApi);
  const jobs = kubeConfig.makeApiClient(BatchV1Api);

  const queue = workQueue(async (name) => {
    const key: SessionKey = { namespace, name };
    try {
      const result = await reconcile(port, key);
      if (result._tag === 'Right') {
        const { phase, before, why } = result.right ?? {};
        if (phase !== before) log(`${namespace}/${name} ${phase}${why === undefined ? '' : `: ${why}`}`);
        return 'done';
      }
      log(`${namespace}/${name} will be tried again\n${formatProblems(result.left)}`);
    } catch (error) {
      log(`${namespace}/${name} will be tried again: ${error instanceof Error ? error.message : error}`);
    }
    return 'again';
  });

  const listSessions = async (): Promise<KubernetesListObject<KubernetesObject>> =>
    customObjects.listNamespacedCustomObject({ group, version, namespace, plural });
  const informers = [
    informer(`/apis/${group}/${version}/namespaces/${namespace}/${plural}`, listSessions, ({ metadata }) => [
      metadata?.name,
    ]),
    informer(
      `/apis/batch/v1/namespaces/${namespace}/jobs`,
      () => jobs.listNamespacedJob({ namespace }),
      ({ metadata }) => (metadata?.ownerReferences ?? []).filter(isSession).map((owner) => owner.name),
    ),
  ];
  await Promise.all(informers.map((one) => one.begin()));
  return {
    stop: async () => {
      await Promise.all(informers.map((one) => one.stop()));
      await queue.stop();
    },
  };

  function informer<A extends KubernetesObject>(
    path: string,
    list: () => Promise<KubernetesListObject<A>>,
    sessionsOf: (object: A) => ReadonlyArray<string | undefined>,
  ): Watched {
    const made = makeInformer(kubeConfig, path, list);
    let isStopped = false;
    const enqueue = (object: A): void => {
      for (const name of sessionsOf(object)) if (name !== undefined) queue.add(name);
    };
    // An informer gives up at its first error. When it is started again, it begins anew with a list.
    const startAgain = (): void => {
      setTimeout(() => {
        if (!isStopped) void made.start().catch(startAgain);
      }, 1000);
    };
    made.on('add', enqueue);
    made.on('update', enqueue);
    made.on('delete', enqueue);
    made.on('error', startAgain);
    return {
      begin: () => made.start().catch(startAgain),
      stop: () => {
        isStopped = true;
        return made.stop();
      },
    };
  }
}

/** Objects to watch. */
interface Watched {
  readonly begin: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

function isSession(owner: { readonly apiVersion: string; readonly kind: string }): boolean {
  return owner.kind === 'BackupSession' && owner.apiVersion.startsWith(`${group}/`);
}
