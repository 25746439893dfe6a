import { orThrow } from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { leavesOf } from '../../test/leaves.ts';
import { type PlanVector, planFiles, planVector, readPlanVectors } from '../../test/vectors.ts';
import { type FieldOrigin, originOf, type Plan } from '../index.ts';
import { valueAt } from './origins.ts';

const vectors = planFiles.flatMap(readPlanVectors);

describe('originOf', () => {
  test('answers for every leaf of every plan, and a field that it names is there', () => {
    for (const vector of vectors) {
      const plan = orThrow(planVector(vector));
      for (const object of plan.objects) {
        for (const { path } of leavesOf(object)) {
          const origin = originOf(plan, object, path);
          const title = `${vector.name} ${object.kind} ${path.join('.')}`;
          expect(origin, title).toBeDefined();
          if (origin?.kind === 'field' || origin?.kind === 'default') {
            expect(valueAt(resourceIn(vector, origin), origin.path), title).toBeDefined();
          }
        }
      }
    }
  });

  test('names the field by whose change the value changes', () => {
    let changed = 0;
    const choice = fc.tuple(fc.constantFrom(...vectors), fc.nat(), fc.nat());
    const check = ([vector, objectSeed, leafSeed]: [PlanVector, number, number]): void => {
      const plan = orThrow(planVector(vector));
      const index = objectSeed % plan.objects.length;
      const object = plan.objects[index];
      const leaves = leavesOf(object);
      const leaf = leaves[leafSeed % leaves.length];
      // An empty map holds nothing that could be changed.
      if (object === undefined || leaf === undefined || typeof leaf.value === 'object') return;
      if (isMergedBy(leaf.path)) return;
      const origin = originOf(plan, object, leaf.path);
      if (origin?.kind !== 'field' && origin?.kind !== 'default') return;
      const other = planWith(vector, origin);
      if (other === undefined || other.objects.length !== plan.objects.length) return;
      expect(
        valueAt(other.objects[index], leaf.path),
        `${vector.name} ${object.kind} ${leaf.path.join('.')}`,
      ).not.toEqual(leaf.value);
      changed += 1;
    };
    fc.assert(fc.property(choice, check), { numRuns: 1500 });
    expect(changed).toBeGreaterThan(250);
  });
});

/** True for the keys that entries are merged by. Where an entry loses its key, another one with this key may appear. */
function isMergedBy(path: ReadonlyArray<string | number>): boolean {
  const [list, , key] = path.slice(-3);
  return (list === 'env' && key === 'name') || (list === 'volumeMounts' && key === 'mountPath');
}

/**
 * The plan after a change of the field. It is undefined where the change is refused, because something else refers to
 * the field.
 */
function planWith(vector: PlanVector, origin: FieldOrigin): Plan | undefined {
  const copy = structuredClone(vector);
  if (origin.kind !== 'field' && origin.kind !== 'default') return undefined;
  const parent: unknown = valueAt(resourceIn(copy, origin), origin.path.slice(0, -1));
  const key = origin.path.at(-1);
  if (typeof parent !== 'object' || parent === null || key === undefined) return undefined;
  const old = valueAt(parent, [key]);
  Object.assign(parent, { [key]: origin.kind === 'default' ? otherDefault(old, origin.variable) : otherValue(old) });
  const plan = planVector(copy);
  return isLeft(plan) ? undefined : plan.right;
}

function otherValue(value: unknown): unknown {
  if (typeof value === 'string') return /^\d/.test(value) ? `1${value}` : `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? [...value.slice(0, -1), otherValue(value.at(-1))] : value;
}

/** The template with another default for the variable. */
function otherDefault(template: unknown, variable: string): unknown {
  return String(template).replace(new RegExp(`(\\$\\{${variable}:?[-=])`), '$1x');
}

function resourceIn({ given }: PlanVector, origin: FieldOrigin): unknown {
  if (origin.kind !== 'field' && origin.kind !== 'default') return undefined;
  const { functions, tasks, repository, appBindings, backupConfiguration, backupBatch } = given;
  const { backupSession, restoreSession, restoreBatch } = given;
  const all = [...functions, ...tasks, repository, ...appBindings, backupConfiguration, backupBatch];
  return [...all, backupSession, restoreSession, restoreBatch].find(
    (resource) => resource?.kind === origin.resource.kind && resource.metadata.name === origin.resource.name,
  );
}
