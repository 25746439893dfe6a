import type { KubernetesObject, V1PolicyRule } from '@stash-functions/k8s-adapter';
import { expectWord } from '../matchers/closed-set.ts';

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

/**
 * Throws where a permission names a verb or a field that there is not: it would be allowed by nothing, and a test of what
 * is not allowed would pass.
 */
export function expectPermission(permission: Permission): void {
  for (const field of Object.keys(permission))
    expectWord(field, ['verb', 'resource', 'apiGroup', 'name'], 'field of a permission');
  expectWord(permission.verb, verbs, 'verb of RBAC');
  if (typeof permission.resource !== 'string' || !/^(?:\*|[a-z]+)(?:\/[a-z*]+)?$/.test(permission.resource)) {
    throw new TypeError(
      `${String(permission.resource)} is no resource: it is a plural in lower case, such as secrets or pods/exec`,
    );
  }
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/ */
const verbs = [
  '*',
  'bind',
  'create',
  'delete',
  'deletecollection',
  'escalate',
  'get',
  'impersonate',
  'list',
  'patch',
  'update',
  'use',
  'watch',
] as const;

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
