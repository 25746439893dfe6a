import type { KubernetesObject, V1PolicyRule } from '@stash-functions/k8s-adapter';
import { expectWord } from '../matchers/closed-set.ts';
import { UsageError } from '../usage-error.ts';

/** A right that a Role may give. */
export interface Permission {
  /** The verb, as `get` or `create`. */
  readonly verb: string;
  /** The plural in lower case, with a subresource after a slash: `secrets`, `pods/exec`. */
  readonly resource: string;
  /** The group of the resource; by default the core group. */
  readonly apiGroup?: string;
  /** The name of one object. Without it, a rule for objects of certain names allows nothing. */
  readonly name?: string;
}

/**
 * True where one of the Roles among the objects gives the right.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function allows(objects: ReadonlyArray<KubernetesObject>, permission: Permission): boolean {
  return objects.some(
    (object) => object.kind === 'Role' && (object.rules ?? []).some((rule) => covers(rule, permission)),
  );
}

/**
 * Throws for a permission with an unknown verb or field. Nothing would allow it, and a test that it is forbidden would
 * pass.
 */
export function expectPermission(permission: Permission): void {
  for (const field of Object.keys(permission))
    expectWord(field, ['verb', 'resource', 'apiGroup', 'name'], 'field of a permission');
  expectWord(permission.verb, verbs, 'verb of RBAC');
  if (typeof permission.resource !== 'string' || !/^(?:\*|[a-z]+)(?:\/[a-z*]+)?$/.test(permission.resource)) {
    throw new UsageError(
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
