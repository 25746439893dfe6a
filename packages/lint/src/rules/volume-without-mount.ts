import type { Finding, RuleFor } from '../rule.ts';
import { providedVolumes, withParams } from '../subject/mounts.ts';

/** Volumes of a Task that no step mounts. */
export const volumeWithoutMount: RuleFor<'volume-without-mount', 'Task'> = {
  code: 'volume-without-mount',
  severity: 'warning',
  kinds: ['Task'],
  meaning: 'No step mounts a volume of the Task.',
  explanation: `Data that a Function writes at the place of the volume stays in the container, and is lost with it.
Nothing is reported for Tasks with a missing Function, or with names that hold variables of an invoker.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: pg-backup
spec:
  steps:
    - name: pg
  volumes:
    - { name: data, emptyDir: {} }
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
`,
  cure: 'mount the volume in a Function, or remove it.',
  check: (task, context) => {
    const steps = context.stepsOf(task);
    const volumes = (task.spec?.volumes ?? []).map(({ name }) => name);
    const mounts = steps.flatMap(({ ref, fn }) =>
      [...(fn?.spec?.volumeMounts ?? []), ...(fn?.spec?.volumeDevices ?? [])].map(({ name }) =>
        withParams(name, ref.params),
      ),
    );
    const isOpen = steps.some(({ fn }) => fn === undefined) || mounts.includes(undefined);
    if (isOpen || volumes.some((name) => name.includes('${'))) return [];
    return volumes.flatMap((name, index): ReadonlyArray<Finding> => {
      if (mounts.includes(name) || providedVolumes.has(name)) return [];
      const hint = 'mount it in a Function, or remove it';
      return [{ message: `no step mounts the volume \`${name}\``, path: ['spec', 'volumes', index, 'name'], hint }];
    });
  },
};
