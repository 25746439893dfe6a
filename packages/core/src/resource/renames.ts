import { isObject } from '../codec/is-object.ts';

/** A kind that other versions of the API have. */
interface RenamedKind {
  /** The cure, one sentence. */
  readonly hint: string;
  /** The new name, if the fields are the same. */
  readonly to?: string;
}

/** A field that other versions of the API have, or that people carry over from another kind. */
interface RenamedField {
  /** The end of its path, without indexes: `target.directories`. */
  readonly of: string;
  /** The kinds in which it is looked for; every kind where absent. */
  readonly kinds?: ReadonlyArray<string>;
  /** The cure, one sentence. */
  readonly hint: string;
  /** The new name, if the value may stay as it is. */
  readonly to?: string;
  /** True where the cure is to leave the field out. */
  readonly remove?: boolean;
}

/** The new name of a kind, by its old one. */
export function renamedKind(kind: string): RenamedKind | undefined {
  return renamedKinds.get(kind);
}

/**
 * The new name of a field, by the path of the old one.
 *
 * @param input - the resource; a new name that it already has is not suggested
 */
export function renamedField(
  kind: string,
  path: ReadonlyArray<string | number>,
  input: unknown,
): RenamedField | undefined {
  const names = path.filter((part) => typeof part === 'string').join('.');
  return renamedFields.find(
    ({ of, kinds, to }) =>
      (names === of || names.endsWith(`.${of}`)) &&
      (kinds === undefined || kinds.includes(kind)) &&
      (to === undefined || !isThere(input, [...path.slice(0, -1), to])),
  );
}

function isThere(input: unknown, path: ReadonlyArray<string | number>): boolean {
  let value: unknown = input;
  for (const part of path) {
    const inside: unknown = Array.isArray(value) ? value[Number(part)] : isObject(value) ? value[part] : undefined;
    if (inside === undefined) return false;
    value = inside;
  }
  return true;
}

const renamedKinds: ReadonlyMap<string, RenamedKind> = new Map<string, RenamedKind>([
  ...['BackupConfigurationTemplate', 'BackupTemplate'].map(
    (kind) => [kind, { hint: 'it was renamed: write `kind: BackupBlueprint`', to: 'BackupBlueprint' }] as const,
  ),
  [
    'Restic',
    {
      hint: 'it is of the old API, which no operator serves any more: write a Repository and a BackupConfiguration',
    },
  ],
  ['Recovery', { hint: 'it is of the old API, which no operator serves any more: write a RestoreSession' }],
  ['BackupInstance', { hint: 'it was renamed: write `kind: BackupSession`', to: 'BackupSession' }],
  ['Action', { hint: 'it was renamed: write `kind: Function`', to: 'Function' }],
  ['BackupAction', { hint: 'write `kind: Task`, a list of Functions' }],
]);

/** The order is that of an invoker's fields. The first one that fits is suggested. */
const renamedFields: ReadonlyArray<RenamedField> = [
  { of: 'task.namespace', hint: 'Tasks are cluster-scoped: remove the namespace', remove: true },
  { of: 'task.inputs', hint: 'it was renamed: write `params`', to: 'params' },
  { of: 'steps.inputs', hint: 'it was renamed: write `params`', to: 'params' },
  { of: 'task.parameters', hint: 'write `params`', to: 'params' },
  { of: 'steps.parameters', hint: 'write `params`', to: 'params' },
  { of: 'steps.function', hint: 'write `name`, the name of the Function', to: 'name' },
  { of: 'steps.functionName', hint: 'write `name`, the name of the Function', to: 'name' },
  { of: 'spec.functions', kinds: ['Task'], hint: 'it was renamed: write `steps`', to: 'steps' },
  { of: 'target.directories', hint: 'it was renamed: write `paths`', to: 'paths' },
  { of: 'target.fileGroups', hint: 'write `paths`, and the settings of a fileGroup as `retentionPolicy` of the spec' },
  { of: 'spec.fileGroups', hint: 'write `target.paths`, and the retention as `retentionPolicy`' },
  { of: 'spec.retentionPolicies', hint: 'there is one now: write `retentionPolicy`, without the list' },
  { of: 'spec.backupConfiguration', kinds: ['BackupSession'], hint: invokerHint() },
  { of: 'tempDir.size', hint: 'it was renamed: write `sizeLimit`', to: 'sizeLimit' },
  { of: 'rules.hosts', hint: 'it was renamed: write `targetHosts`', to: 'targetHosts' },
  { of: 'rules.sourceHosts', hint: 'write `sourceHost`, one host' },
  { of: 'status.backupCount', kinds: ['Repository'], hint: 'it was renamed: `snapshotCount`', to: 'snapshotCount' },
  { of: 'status.size', kinds: ['Repository'], hint: 'it was renamed: `totalSize`', to: 'totalSize' },
  { of: 'spec.name', hint: 'a resource has its name in `metadata.name`' },
];

function invokerHint(): string {
  return 'it was renamed: write `invoker`, with `apiGroup: stash.appscode.com`, `kind: BackupConfiguration` and the name';
}
