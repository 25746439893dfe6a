import { describe, expect, it } from 'vitest';
import { Codec } from '../codec/codec.ts';
import { isStruct } from '../codec/struct.ts';
import { resourceKinds } from '../resource/kind-facts.ts';
import { kindNamed } from '../resource/kinds.ts';
import { StashAddon } from '../resource/stash-addon.ts';
import { describeField, describeFields, describeType } from './describe-field.ts';

type Path = ReadonlyArray<string | number>;

/** Every path of a kind, through one item of each list and map. */
function pathsOf(kind: string): ReadonlyArray<Path> {
  const paths: Array<Path> = [];
  const visit = (codec: unknown, path: Path): void => {
    if (!(codec instanceof Codec)) return;
    if (isStruct(codec)) {
      for (const name of [...Object.keys(codec.required), ...Object.keys(codec.optional)]) {
        paths.push([...path, name]);
        visit(codec.child(name), [...path, name]);
      }
    } else visit(codec.child(0), [...path, 0]);
  };
  visit(kindNamed(kind)?.codec, []);
  return paths;
}

describe.each(resourceKinds)('$kind', ({ kind }) => {
  it('has a description, a type and a required mark at every path', () => {
    const paths = pathsOf(kind);
    expect(paths.length).toBeGreaterThan(10);
    const without = paths.filter((path) => {
      const field = describeField(kind, path);
      return field === undefined || field.text === '' || field.type === '' || field.name !== path.at(-1);
    });
    expect(without).toEqual([]);
  });

  it('is described in plain sentences: the subject first', () => {
    const texts = pathsOf(kind).map((path) => describeField(kind, path)?.text ?? '');
    expect(texts.filter((text) => /^(?:What|Whether|Of|That|Those)\b/.test(text) || !/[.`]$/.test(text))).toEqual([]);
  });

  it('lists the fields of every object', () => {
    for (const path of pathsOf(kind)) {
      for (const field of describeFields(kind, path)) {
        expect(describeField(kind, [...path, field.name])).toEqual(field);
      }
    }
  });
});

describe('describeField', () => {
  it.each<[string, string, Path, object]>([
    ['a field of a kind', 'Repository', ['spec', 'wipeOut'], { name: 'wipeOut', type: 'boolean', required: false }],
    ['a required field', 'BackupConfiguration', ['spec', 'retentionPolicy', 'prune'], { required: true }],
    ['a field inside a list', 'Task', ['spec', 'steps', 3, 'name'], { name: 'name', type: 'string' }],
    ['a list', 'Function', ['spec', 'args'], { type: 'list of string' }],
    ['an item of a list of strings', 'Function', ['spec', 'args', 7], { name: 'args' }],
    ['a key of a map', 'Task', ['metadata', 'labels', 'app'], { name: 'labels', type: 'map of string' }],
    [
      'a field of Kubernetes',
      'Function',
      ['spec', 'runtimeSettings', 'livenessProbe'],
      {
        type: 'Probe',
        reference: 'https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#Probe',
      },
    ],
    [
      'the add-on of an AppBinding',
      'AppBinding',
      ['spec', 'parameters', 'stash', 'addon', 'backupTask', 'name'],
      {
        name: 'name',
      },
    ],
    ['other parameters of an AppBinding', 'AppBinding', ['spec', 'parameters', 'codec', 'x'], { name: 'parameters' }],
  ])('describes %s', (_, kind, path, expected) => {
    expect(describeField(kind, path)).toMatchObject(expected);
  });

  it.each<[string, string, Path]>([
    ['another kind', 'Pod', ['spec']],
    ['an empty path', 'Task', []],
    ['a field that is not there', 'Task', ['spec', 'stepz']],
    ['a field below one that is not there', 'Task', ['spec', 'stepz', 0, 'name']],
    ['a name of an object prototype', 'Task', ['spec', 'constructor']],
  ])('knows nothing of %s', (_, kind, path) => {
    expect(describeField(kind, path)).toBeUndefined();
    if (path.length > 0) expect(describeFields(kind, path)).toEqual([]);
  });
});

it('has the types that no path leads to', () => {
  expect(describeType('StashAddon')?.text).not.toBe('');
  expect(describeType('V1Nothing')).toBeUndefined();
  expect(describeType('toString')).toBeUndefined();
  expect(isStruct(StashAddon)).toBe(true);
});
