import { type ResourceReference, readOr, referenceTo } from '@stash-functions/core/decode';
import { concealSource, concealValue, type Secrets } from '@stash-functions/templating';
import { withoutUndefined } from '../build/without-undefined.ts';
import type { FieldOrigin } from '../origin/field-origin.ts';
import { originOf } from '../origin/origin-of.ts';
import type { KubernetesObject, Plan } from '../plan/plan.ts';
import { memoryOf } from '../plan/plan-memory.ts';
import { secretsOfPlan } from '../plan/secrets-of-plan.ts';
import { type ChangedValue, changedValues } from './changed-values.ts';
import { causesBetween } from './find-causes.ts';
import { leafPaths } from './leaf-paths.ts';
import { type MatchedObject, matchObjects } from './match-objects.ts';
import type { ChangeCause, ChangeEffect, PlanChange, PlanDiff } from './plan-diff.ts';

/**
 * The changes between two plans, and the causes of each: fields of resources, or options of the caller. A value that
 * was made from a secret of one of the plans is `***`.
 *
 * @param before - the very object that `planBackup` or `planRestore` gave; a copy of it has no causes
 * @param after - another plan, of the present version of the same invoker
 */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  return readOr({ changes: [] }, () => {
    const memories = [memoryOf(before), memoryOf(after)] as const;
    const [one, other] = memories;
    const causesOf = one === undefined || other === undefined ? () => [] : causesBetween(one, other);
    const secrets = secretsOfPlan({ runs: [...before.runs, ...after.runs] });
    const groups = new Map<string, PlanChange>();
    for (const matched of matchObjects(before, after)) {
      for (const value of changesOf(matched)) {
        const causes = causesOf(originsOf(before, after, matched, value));
        const key = JSON.stringify(causes.map(({ before: _, after: __, ...cause }) => cause));
        const known = groups.get(key);
        const effects = [...(known?.effects ?? []), effectOf(matched, value, secrets)];
        groups.set(key, { causes: known?.causes ?? causes.map((cause) => conceal(cause, secrets)), effects });
      }
    }
    return { changes: [...groups.values()] };
  });
}

/** The differences in an object. An object that only one plan has differs as a whole. */
function changesOf({ before, after }: MatchedObject): ReadonlyArray<ChangedValue> {
  if (before === undefined || after === undefined) return [{ path: [], before, after }];
  return changedValues(before, after);
}

/** The origins of a difference, in both plans. */
function originsOf(before: Plan, after: Plan, matched: MatchedObject, value: ChangedValue): ReadonlyArray<FieldOrigin> {
  const sides: ReadonlyArray<readonly [Plan, KubernetesObject | undefined, unknown]> = [
    [before, matched.before, value.before],
    [after, matched.after, value.after],
  ];
  return sides.flatMap(([plan, object, part]) => {
    if (object === undefined || part === undefined) return [];
    return leafPaths(part).flatMap((path) => {
      const origin = originOf(plan, object, [...value.path, ...path]);
      return origin === undefined ? [] : [origin];
    });
  });
}

function effectOf({ before, after }: MatchedObject, value: ChangedValue, secrets: Secrets): ChangeEffect {
  const kind = value.before === undefined ? 'added' : value.after === undefined ? 'removed' : 'changed';
  return {
    kind,
    object: referenceOf(after ?? before),
    path: value.path,
    ...withoutUndefined({
      before: concealValue(value.before, secrets),
      after: concealValue(value.after, secrets),
    }),
  };
}

function conceal(cause: ChangeCause, secrets: Secrets): ChangeCause {
  const { before, after } = cause;
  const values = withoutUndefined({ before: concealValue(before, secrets), after: concealValue(after, secrets) });
  if (cause.kind === 'option' || cause.source === undefined) return { ...cause, ...values };
  return { ...cause, ...values, source: concealSource(cause.source, secrets) };
}

function referenceOf(object: KubernetesObject | undefined): ResourceReference {
  return object === undefined ? { kind: '' } : referenceTo(object);
}
