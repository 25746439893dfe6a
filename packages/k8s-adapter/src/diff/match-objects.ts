import { identityOf, type KubernetesObject, type Plan } from '../plan/plan.ts';

/** An object in two plans. One of the two is undefined where only the other plan has it. */
export interface MatchedObject {
  readonly before: KubernetesObject | undefined;
  readonly after: KubernetesObject | undefined;
}

/**
 * Puts the objects of two plans side by side, by three rules in this order. Objects with the same identity belong
 * together. So do Jobs of the same member and replica. The rest of a kind is paired in order where both plans have
 * equally many, because another run has other names.
 */
export function matchObjects(before: Plan, after: Plan): ReadonlyArray<MatchedObject> {
  const partners = new Map<KubernetesObject, KubernetesObject>();
  const taken = new Set<KubernetesObject>();
  const match = (one: KubernetesObject, other: KubernetesObject): void => {
    if (partners.has(one) || taken.has(other)) return;
    partners.set(one, other);
    taken.add(other);
  };
  pairBy(before.objects, after.objects, identityOf, match);
  const placeOf = ({ member, ordinal }: Plan['runs'][number]): string => `${member}/${ordinal ?? ''}`;
  pairBy(before.runs, after.runs, placeOf, (one, other) => match(one.job, other.job));
  const isOpen = (object: KubernetesObject): boolean => !partners.has(object) && !taken.has(object);
  for (const kind of new Set(before.objects.map((object) => object.kind))) {
    const ofKind = (plan: Plan): ReadonlyArray<KubernetesObject> =>
      plan.objects.filter((object) => object.kind === kind && isOpen(object));
    const [ones, others] = [ofKind(before), ofKind(after)];
    if (ones.length === others.length)
      pairBy(ones, others, (object) => (ones.includes(object) ? ones : others).indexOf(object), match);
  }
  return [
    ...before.objects.map((object) => ({ before: object, after: partners.get(object) })),
    ...after.objects.flatMap((object) => (taken.has(object) ? [] : [{ before: undefined, after: object }])),
  ];
}

function pairBy<A>(
  ones: ReadonlyArray<A>,
  others: ReadonlyArray<A>,
  keyOf: (item: A) => string | number,
  match: (one: A, other: A) => void,
): void {
  const byKey = new Map(others.map((other) => [keyOf(other), other]));
  for (const one of ones) {
    const other = byKey.get(keyOf(one));
    if (other !== undefined) match(one, other);
  }
}
