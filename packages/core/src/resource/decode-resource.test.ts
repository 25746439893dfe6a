import { describe, expect, it } from 'vitest';
import { formatPath } from '../problem/format-path.ts';
import type { Problem } from '../problem/problem.ts';
import { decodeResource } from './decode-resource.ts';
import { decodeFunction } from './function.ts';
import { resourceKinds } from './kind-facts.ts';
import { decodeRepository } from './repository.ts';
import { decodeTask } from './task.ts';

const v1beta1 = 'stash.appscode.com/v1beta1';

describe('decodeResource', () => {
  it.each(resourceKinds)('reads $kind of $apiVersion', ({ apiVersion, kind }) => {
    const resource = { apiVersion, kind, metadata: { name: 'a' } };
    expect(decodeResource(resource)).toEqual({ _tag: 'Right', right: resource });
  });

  const unknown: ReadonlyArray<readonly [unknown, string, string, string | undefined]> = [
    [{ apiVersion: v1beta1, kind: 'Functoin' }, 'unknown-kind', 'kind', 'Function'],
    [{ apiVersion: v1beta1, kind: 'function' }, 'unknown-kind', 'kind', 'Function'],
    [{ apiVersion: v1beta1, kind: 'Backup' }, 'unknown-kind', 'kind', 'BackupBatch'],
    [{ apiVersion: v1beta1, kind: 'Repository' }, 'unknown-kind', 'apiVersion', 'stash.appscode.com/v1alpha1'],
    [{ apiVersion: 'v1', kind: 'Task' }, 'unknown-kind', 'apiVersion', v1beta1],
    [{ apiVersion: 'v1', kind: 'ConfigMap' }, 'unknown-kind', 'kind', undefined],
    [{ kind: 'Task' }, 'missing-field', 'apiVersion', `write \`apiVersion: ${v1beta1}\``],
    [{ kind: 'ConfigMap' }, 'missing-field', 'apiVersion', undefined],
    [{ apiVersion: v1beta1 }, 'missing-field', 'kind', '`Task`'],
    [{}, 'missing-field', 'apiVersion', undefined],
    [{ apiVersion: 1, kind: 'Task' }, 'wrong-type', 'apiVersion', '"1"'],
    [{ apiVersion: '__proto__', kind: 'constructor' }, 'unknown-kind', 'kind', undefined],
    [null, 'wrong-type', '', undefined],
    [[], 'wrong-type', '', undefined],
    ['apiVersion', 'wrong-type', '', undefined],
  ];
  it.each(unknown)('refuses %j with %s', (input, code, path, hint) => {
    const result = decodeResource(input);
    const [problem] = result._tag === 'Left' ? result.left : [];
    expect(problem).toMatchObject({ code, severity: 'error' });
    expect(formatPath(problem?.path ?? ['none'])).toBe(path);
    if (hint === undefined) expect(problem?.hint).toBeUndefined();
    else expect(problem?.hint).toContain(hint);
  });
});

it('goes by the kind alone where the apiVersion is missing, to report everything at once', () => {
  expect(codesOf(decodeResource({ kind: 'Task', spec: { stepps: [] } }))).toEqual([
    'unknown-field',
    'missing-field',
    'missing-field',
  ]);
});

describe('a decode function', () => {
  const named = { apiVersion: v1beta1, kind: 'Function', metadata: { name: 'a' } };

  it('refuses other kinds with one Problem', () => {
    expect(codesOf(decodeTask(named))).toEqual(['wrong-kind']);
    expect(codesOf(decodeRepository({ ...named, kind: 'Repository' }))).toEqual(['unknown-kind']);
  });

  it('says how to write an apiVersion, kind and name that are missing', () => {
    const result = decodeFunction({});
    const problems = result._tag === 'Left' ? result.left : [];
    expect(problems.map(({ path }) => path[0]).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
    expect(problems.every(({ hint }) => hint !== undefined)).toBe(true);
  });

  it('says why a generated name will not do', () => {
    const result = decodeFunction({ ...named, metadata: { generateName: 'a-' } });
    const problems = result._tag === 'Left' ? result.left : [];
    expect(problems.map(({ code, path }) => `${code} ${formatPath(path)}`)).toEqual(['missing-field metadata.name']);
    expect(problems[0]?.hint).toContain('`generateName`');
  });

  it('reports everything wrong at once, with the resource that it is about', () => {
    const result = decodeFunction({
      ...named,
      metadata: { name: 'A', labels: { 'a b': 'c' } },
      spec: { image: 1, args: ['a', 2], imagee: 'x', ports: [{}] },
    });
    const problems = result._tag === 'Left' ? result.left : [];
    expect(problems.map(({ code, path }) => `${code} ${formatPath(path)}`)).toEqual([
      'invalid-name metadata.name',
      'invalid-metadata metadata.labels[a b]',
      'wrong-type spec.image',
      'wrong-type spec.args[1]',
      'unknown-field spec.imagee',
      'missing-field spec.ports[0].containerPort',
    ]);
    for (const { resource } of problems) expect(resource).toEqual({ apiVersion: v1beta1, kind: 'Function', name: 'A' });
  });

  it('reports a thousand Problems at the most, of fields and metadata together', () => {
    const labels = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`-${index}`, 'a']));
    const codes = codesOf(decodeFunction({ ...named, metadata: { name: 'a', labels }, spec: { args: Array(900) } }));
    expect(codes).toHaveLength(1001);
    expect(codes.filter((code) => code === 'wrong-type')).toHaveLength(100);
    expect(codes.at(-1)).toBe('too-many-problems');
  });

  it('turns unknown fields into warnings where it is lenient, and drops them', () => {
    const warnings: Array<Problem> = [];
    const options = { lenient: true, onWarning: (warning: Problem) => warnings.push(warning) };
    const result = decodeFunction(
      { ...named, spec: { image: 'x', imagee: 'y', ports: [{ containerPort: 1, prot: 2 }] } },
      options,
    );
    expect(result).toEqual({ _tag: 'Right', right: { ...named, spec: { image: 'x', ports: [{ containerPort: 1 }] } } });
    expect(warnings.map(({ code, path }) => `${code} ${formatPath(path)}`)).toEqual([
      'unknown-field spec.imagee',
      'unknown-field spec.ports[0].prot',
    ]);
  });

  it('drops undefined and null fields, as an API server does', () => {
    const result = decodeFunction({ ...named, spec: { image: undefined, command: null, args: ['x'] } });
    expect(result._tag === 'Right' && Object.keys(result.right.spec ?? {})).toEqual(['args']);
  });

  it('gives a valid resource back as it is', () => {
    const result = decodeFunction(named);
    expect(result._tag === 'Right' && result.right).toBe(named);
  });

  it('lets what a callback throws pass', () => {
    const onWarning = (): void => {
      throw new Error('mine');
    };
    expect(() => decodeFunction({ ...named, spec: { workDir: '/' } }, { onWarning })).toThrow('mine');
  });

  it('survives getters and proxies that throw', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    expect(codesOf(decodeFunction(hostile))).toEqual(['unreadable-input']);
    expect(codesOf(decodeFunction({ ...named, spec: hostile }))).toEqual(['unreadable-input']);
    expect(codesOf(decodeResource(hostile))).toEqual(['unreadable-input']);
  });
});

function codesOf(result: ReturnType<typeof decodeResource>): ReadonlyArray<string> {
  return result._tag === 'Left' ? result.left.map(({ code }) => code) : [];
}
