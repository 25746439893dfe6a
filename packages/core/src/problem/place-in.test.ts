import { describe, expect, it } from 'vitest';
import { loadManifests } from '../manifest/load.ts';
import { orThrow } from './or-throw.ts';
import { fixIn, locateProblem, placeIn } from './place-in.ts';
import type { Problem } from './problem.ts';

const manifest = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: f }
spec: { image: x, args: ["a\\u0062c", def] }
`;
const [fn] = orThrow(loadManifests(manifest, { file: 'f.yaml' })).all;
const resource = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function', name: 'f' };

describe('placeIn', () => {
  it('has the resource, the path and the place in the text', () => {
    const place = fn === undefined ? undefined : placeIn(fn, ['spec', 'image']);
    expect(place).toMatchObject({ resource, path: ['spec', 'image'], source: { file: 'f.yaml', start: { line: 4 } } });
  });

  it('has no source where there is no text', () => {
    expect(placeIn({ kind: 'Task' }, [])).toEqual({ resource: { kind: 'Task' }, path: [] });
  });
});

describe('locateProblem', () => {
  const problem: Problem = { code: 'a', severity: 'error', message: 'm', path: ['spec'], resource };

  it('finds the resource by its identity', () => {
    expect(locateProblem(problem, [undefined, { kind: 'Task' }, fn])).toMatchObject({ source: { start: { line: 4 } } });
  });

  it('leaves a problem as it is where the resource is another one, or is none', () => {
    expect(locateProblem(problem, [{ ...fn, kind: 'Task' }])).toBe(problem);
    const { resource: _, ...anonymous } = problem;
    expect(locateProblem(anonymous, [fn])).toBe(anonymous);
  });
});

describe('fixIn', () => {
  const fixOf = (index: number, edit: Parameters<typeof fixIn>[2]) => fixIn(fn ?? {}, ['spec', 'args', index], edit);

  it('edits a range of a text', () => {
    expect(fixOf(1, { offset: 1, length: 1, was: 'e', text: 'E' })).toMatchObject({ text: 'E' });
  });

  it('edits nothing where the source spells the range another way', () => {
    expect(fixOf(0, { offset: 1, length: 1, was: 'b', text: 'B' })).toBeUndefined();
    expect(fixIn({}, ['spec'], { was: '', text: '' })).toBeUndefined();
  });
});
