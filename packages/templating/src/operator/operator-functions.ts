import type { FunctionResource } from '@stash-functions/core/decode';

/** The Functions that the Stash operator installs by itself. Manifests therefore leave them out. */
export const operatorFunctions: ReadonlyArray<string> = ['update-status', 'pvc-backup', 'pvc-restore'];

/** The Tasks that the Stash operator installs by itself. Manifests therefore leave them out. */
export const operatorTasks: ReadonlyArray<string> = ['pvc-backup', 'pvc-restore'];

/**
 * The operator's own Functions as far as they are known, for a plan that is made without the cluster. For
 * `update-status` these are its usual arguments; its image is that of the operator. `pvc-backup` and `pvc-restore` are
 * left out, because their arguments differ between versions of the operator.
 */
export const knownOperatorFunctions: ReadonlyMap<string, FunctionResource> = new Map([
  [
    'update-status',
    {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Function',
      metadata: { name: 'update-status' },
      spec: {
        image: '${STASH_DOCKER_REGISTRY}/${STASH_DOCKER_IMAGE}:${STASH_IMAGE_TAG}',
        args: [
          'update-status',
          '--provider=${REPOSITORY_PROVIDER:=}',
          '--bucket=${REPOSITORY_BUCKET:=}',
          '--namespace=${NAMESPACE:=default}',
          '--backupsession=${BACKUP_SESSION:=}',
          '--storage-secret-name=${REPOSITORY_SECRET_NAME}',
          '--storage-secret-namespace=${REPOSITORY_SECRET_NAMESPACE}',
          '--invoker-kind=${INVOKER_KIND:=}',
          '--invoker-name=${INVOKER_NAME:=}',
          '--target-kind=${TARGET_KIND:=}',
          '--target-name=${TARGET_NAME:=}',
          '--target-namespace=${TARGET_NAMESPACE:=}',
          '--output-dir=${outputDir:=}',
          '--metrics-enabled=true',
        ],
      },
    },
  ],
]);

/** The way to get one of the operator's own Functions or Tasks, which no manifests hold. */
export function operatorHint(kind: 'Function' | 'Task', name: string): string | undefined {
  const isFunction = kind === 'Function';
  const own = isFunction ? operatorFunctions : operatorTasks;
  if (!own.includes(name)) return undefined;
  const load = `load what \`kubectl get ${isFunction ? 'functions' : 'tasks'}.stash.appscode.com ${name} -o yaml\` prints`;
  const isKnown = isFunction && knownOperatorFunctions.has(name);
  return isKnown
    ? `${load}, or plan with what is known of it: \`operatorFunctions: 'stash'\`, on the command line \`--operator-functions stash\``
    : load;
}
