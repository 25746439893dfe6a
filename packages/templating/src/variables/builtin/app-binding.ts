import { type AppBinding, referenceTo } from '@stash-functions/core/decode';
import { constant, fieldsOf, nonEmpty, type Read } from '../variable-row.ts';

/** The AppBinding that is the target. */
export interface AppBindingSource {
  readonly appBinding: AppBinding;
  /** True where a BackupBlueprint is resolved for it. */
  readonly inBlueprint?: boolean;
}

/** Variables of the application that an AppBinding points to. */
export const appBindingVariables = {
  TARGET_APP_VERSION: {
    meaning: 'Version of the application that the AppBinding points to',
    source: 'AppBinding spec.version',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding that has one',
    example: '14.2',
    read: ({ appBinding }: AppBindingSource): Read =>
      fieldsOf(referenceTo(appBinding))(nonEmpty(appBinding.spec?.version), 'spec', 'version'),
  },
  TARGET_APP_GROUP: {
    meaning: 'Group that the application belongs to',
    source: 'AppBinding spec.type before the slash',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding whose type has a slash',
    example: 'kubedb.com',
    read: ({ appBinding }: AppBindingSource): Read => ofType(appBinding, partsOf(appBinding)?.group),
  },
  TARGET_APP_RESOURCE: {
    meaning: 'Resource of that group that the application works with; appbinding in a blueprint where there is no type',
    source: 'AppBinding spec.type behind the slash',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding that has a type',
    example: 'postgres',
    read: ({ appBinding, inBlueprint }: AppBindingSource): Read => {
      const parts = partsOf(appBinding);
      return parts === undefined && inBlueprint === true ? constant('appbinding') : ofType(appBinding, parts?.resource);
    },
  },
  TARGET_APP_TYPE: {
    meaning: 'Group and resource of the application',
    source: 'AppBinding spec.type',
    setIn: ['backup', 'restore', 'blueprint'],
    alwaysIn: [],
    when: 'the target is an AppBinding that has a type',
    example: 'kubedb.com/postgres',
    read: ({ appBinding }: AppBindingSource): Read => ofType(appBinding, nonEmpty(appBinding.spec?.type)),
  },
} as const;

function ofType(appBinding: AppBinding, value: string | undefined): Read {
  return fieldsOf(referenceTo(appBinding))(value, 'spec', 'type');
}

/** The two halves of an application's type: `kubedb.com/postgres`. Without a slash, all of it is the resource. */
function partsOf({ spec }: AppBinding): { readonly group?: string; readonly resource: string } | undefined {
  const type = nonEmpty(spec?.type);
  if (type === undefined) return undefined;
  const slash = type.lastIndexOf('/');
  return slash === -1 ? { resource: type } : { group: type.slice(0, slash), resource: type.slice(slash + 1) };
}
