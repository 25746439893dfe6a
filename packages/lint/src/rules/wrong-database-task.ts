import { type AppBinding, findByReference, majorOf, purposeOf } from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import type { Finding, RuleFor, SubjectOf } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { taskNamesOf } from '../subject/task-names.ts';

/** A Task for another database than that of the AppBinding, or for another major version of it. */
export const wrongDatabaseTask: RuleFor<'wrong-database-task', InvokerKind | 'AppBinding'> = {
  code: 'wrong-database-task',
  severity: 'warning',
  kinds: [...invokerKinds, 'AppBinding'],
  meaning: 'A Task is for another database than its AppBinding, or for another major version of it.',
  explanation: `The rule compares the name of the Task, such as \`postgres-backup-13.1\`, with \`spec.type\` and
\`spec.version\` of the AppBinding. Tools of one major version often cannot read the data of another. A version that the
AppBinding's own add-on names is right.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  task: { name: mysql-backup-8.0.21 }
  target:
    ref: { apiVersion: appcatalog.appscode.com/v1alpha1, kind: AppBinding, name: orders }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
---
apiVersion: appcatalog.appscode.com/v1alpha1
kind: AppBinding
metadata:
  name: orders
  namespace: demo
spec:
  type: kubedb.com/postgres
  version: '13.1'
  clientConfig: { service: { name: orders, port: 5432, scheme: postgresql } }
`,
  cure: 'name the Task for the database and its version.',
  check: (resource, context) =>
    taskNamesOf(resource).flatMap(({ name, path, ref }): ReadonlyArray<Finding> => {
      const app = appBindingOf(resource, ref, context);
      if (app?.spec === undefined) return [];
      const task = purposeOf(name);
      const { type = '', version } = app.spec;
      const { database } = purposeOf(type);
      if (task.database === undefined || database === undefined) return [];
      if (task.database !== database) {
        const message = `the Task \`${name}\` is for ${task.database}, and the AppBinding \`${app.metadata.name}\` is of the type \`${type}\``;
        return [{ message, path, hint: `name a Task for ${database}` }];
      }
      const majors = [majorOf(task.version), majorOf(version)];
      if (majors.includes(undefined) || majors[0] === majors[1] || isOfAddon(name, app)) return [];
      const message = `the Task \`${name}\` is for version ${task.version}, and the AppBinding \`${app.metadata.name}\` says ${version}`;
      return [{ message, path, hint: `name the Task for version ${majors[1]} of ${database}` }];
    }),
};

/** An add-on names a Task that is known to work with its database, whatever the version of the tools. */
function isOfAddon(name: string, app: AppBinding): boolean {
  const version = purposeOf(name).version;
  return taskNamesOf(app).some((task) => purposeOf(task.name).version === version);
}

function appBindingOf(
  resource: SubjectOf<InvokerKind | 'AppBinding'>,
  ref: { readonly kind?: string; readonly name?: string; readonly namespace?: string } | undefined,
  { manifests }: LintContext,
): AppBinding | undefined {
  if (resource.kind === 'AppBinding') return resource;
  if (ref?.kind !== 'AppBinding') return undefined;
  return findByReference(manifests.appBindings.values(), ref, resource.metadata.namespace);
}
