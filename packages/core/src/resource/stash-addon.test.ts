import { describe, expect, it } from 'vitest';
import { formatPath } from '../problem/format-path.ts';
import { orThrow } from '../problem/or-throw.ts';
import { decodeAppBinding } from './app-binding.ts';
import { decodeStashAddon } from './stash-addon.ts';

describe('decodeStashAddon', () => {
  it('reads the add-on beside the parameters of others', () => {
    const addon = {
      backupTask: { name: 'pg-backup', params: [{ name: 'args', value: '--all' }] },
      restoreTask: { name: 'pg-restore' },
    };
    const parameters = { apiVersion: 'config.kubedb.com/v1alpha1', kind: 'PostgresConfiguration', stash: { addon } };
    expect(decodeStashAddon(appBinding(parameters))).toEqual({ _tag: 'Right', right: { addon } });
  });

  it.each([[undefined], [{}], [{ stash: null }], [{ other: 1 }]])('finds none in %j', (parameters) => {
    expect(decodeStashAddon(appBinding(parameters))).toEqual({ _tag: 'Right', right: undefined });
  });

  it('reports problems at their places in the AppBinding', () => {
    const result = decodeStashAddon(appBinding({ stash: { addon: { backupTask: { nam: 'a' }, restoreTask: 'b' } } }));
    expect(
      result._tag === 'Left' && result.left.map(({ code, path, resource }) => [code, formatPath(path), resource?.name]),
    ).toEqual([
      ['unknown-field', 'spec.parameters.stash.addon.backupTask.nam', 'pg'],
      ['wrong-type', 'spec.parameters.stash.addon.restoreTask', 'pg'],
    ]);
  });
});

function appBinding(parameters: object | undefined) {
  return orThrow(
    decodeAppBinding({
      apiVersion: 'appcatalog.appscode.com/v1alpha1',
      kind: 'AppBinding',
      metadata: { name: 'pg' },
      spec: {
        clientConfig: {},
        parameters: parameters && { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'StashAddon', ...parameters },
      },
    }),
  );
}
