import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { identityOf, planFiles, planVector, readPlanVectors } from '../../test/vectors.ts';

describe.each(planFiles)('the plans of %s', (file) => {
  test.each(readPlanVectors(file))('$name has the objects that the reference makes', (vector) => {
    const plan = orThrow(planVector(vector));
    const byIdentity = new Map(plan.objects.map((object) => [identityOf(object), object]));
    const expected = new Map(vector.expected.objects.map((object) => [identityOf(object), object]));
    expect([...byIdentity.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [identity, object] of expected) expect(byIdentity.get(identity), identity).toStrictEqual(object);
  });
});
