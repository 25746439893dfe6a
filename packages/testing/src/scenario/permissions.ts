import type { KubernetesObject, V1PolicyRule } from '@stash-functions/k8s-adapter';

/** Something that a Role may allow. */
export interface Permission {
  /** `get`, `create`, ... */
  readonly verb: string;
  /** The plural, in lower case, with a subresource behind a slash: `secrets`, `pods/exec`. */
  readonly resource: string;
  /** Of the resource; the core group where it is absent. */
  readonly apiGroup?: string;
  /** Of the one object that is meant; where it is absent, a rule for objects of certain names allows nothing. */
  readonly name?: string;
}

/**
 * Whether one of the Roles among the objects allows something.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function allows(objects: ReadonlyArray<KubernetesObject>, permission: Permission): boolean {
  return objects.some(
    (object) => object.kind === 'Role' && (object.rules ?? []).some((rule) => covers(rule, permission)),
  );
}

function covers(rule: V1PolicyRule, { verb, resource, apiGroup = '', name }: Permission): boolean {
  const isNamed = (rule.resourceNames ?? []).length > 0;
  return (
    matches(rule.verbs, verb) &&
    matches(rule.apiGroups, apiGroup) &&
    matches(rule.resources, resource) &&
    (!isNamed || (name !== undefined && (rule.resourceNames ?? []).includes(name)))
  );
}

function matches(list: ReadonlyArray<string> = [], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}
