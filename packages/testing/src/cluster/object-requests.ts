import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject, listAt, textAt } from './json.ts';
import type { ObjectStore } from './object-store.ts';
import { badRequest, detailsOf, invalidObject, notFound, resourceOf } from './request-rules.ts';
import type { Route } from './routes.ts';
import { isSelected } from './selectors.ts';
import { fieldOwners, merge } from './server-side-apply.ts';
import type { Refusal } from './status.ts';

/** The result of a request for objects. */
export type Handled = { readonly code: number; readonly body: JsonObject } | { readonly refusal: Refusal };

/** Serves requests that read, list, make, change and delete objects, in one step each. */
export type ObjectRequests = (
  method: string,
  route: Route,
  query: URLSearchParams,
  body: JsonObject | undefined,
  contentType: string | undefined,
) => Handled;

/** The requests for the objects of a store. */
export function objectRequests(store: ObjectStore): ObjectRequests {
  const owners = fieldOwners();
  return handle;

  function handle(
    method: string,
    route: Route,
    query: URLSearchParams,
    body: JsonObject | undefined,
    contentType: string | undefined,
  ): Handled {
    const { kind, namespace = '', name } = route;
    const before = name === undefined ? undefined : store.get(kind, namespace, name);
    const dryRun = query.get('dryRun') === 'All';
    const isBadSelector =
      query
        .get('labelSelector')
        ?.split(',')
        .some((term) => /=[^=]*[^=]=|===/.test(term)) === true;
    if (isBadSelector) return { refusal: badRequest("found '=', expected: ',' or 'end of string'") };
    if (method === 'GET' && name === undefined) return list(route, query);
    if (method === 'POST' && body !== undefined) return create(route, body, query, dryRun);
    if (name === undefined) return refusal(405, 'MethodNotAllowed', 'a collection can not be changed');
    if (method === 'PATCH' && body !== undefined && contentType === 'application/apply-patch+yaml') {
      return apply(route, name, body, query, dryRun);
    }
    if (before === undefined) return { refusal: notFound(resourceOf(route), name, detailsOf(route)) };
    if (method === 'GET') return { code: 200, body: before };
    if (method === 'PATCH' && body !== undefined)
      return replace(route, before, merge(before, body), textAt(body, 'metadata', 'resourceVersion'));
    if (method === 'PUT' && body !== undefined)
      return replace(route, before, body, textAt(body, 'metadata', 'resourceVersion'));
    if (method === 'DELETE') return remove(route, before, body);
    return refusal(405, 'MethodNotAllowed', `${method} is not served`);
  }

  function list({ kind, namespace }: Route, query: URLSearchParams): Handled {
    const all = store
      .list(kind, namespace)
      .filter((object) => isSelected(object, query.get('labelSelector'), query.get('fieldSelector')));
    const start = Number(query.get('continue') ?? 0);
    if (Number.isNaN(start)) return { refusal: badRequest('invalid continue token: continue key is not valid') };
    const limit = Number(query.get('limit') ?? all.length);
    const items = all.slice(start, start + limit);
    const more = start + limit < all.length ? { continue: String(start + limit) } : {};
    const metadata = { resourceVersion: String(store.version()), ...more };
    const list = `${textAt(items[0], 'kind') ?? ''}List`;
    return { code: 200, body: { kind: list, apiVersion: 'v1', metadata, items } };
  }

  function create(route: Route, body: JsonObject, query: URLSearchParams, dryRun: boolean): Handled {
    const metadata = isJsonObject(body.metadata) ? body.metadata : {};
    const generated = textAt(metadata, 'generateName');
    const name = textAt(metadata, 'name') ?? (generated === undefined ? '' : `${generated}${store.version()}`);
    const { kind, namespace = '' } = route;
    if (store.get(kind, namespace, name) !== undefined) {
      const message = `${resourceOf(route)} "${name}" already exists`;
      return { refusal: { code: 409, reason: 'AlreadyExists', message, details: detailsOf({ ...route, name }) } };
    }
    const invalid = invalidObject(route, body);
    if (invalid !== undefined) return { refusal: invalid };
    const object = { ...body, metadata: { ...metadata, name, ...(namespace === '' ? {} : { namespace }) } };
    if (dryRun) return { code: 201, body: object };
    owners.note(`${kind} ${namespace}/${name}`, body, query.get('fieldManager') ?? 'unknown');
    return { code: 201, body: store.put(kind, object) };
  }

  function apply(route: Route, name: string, body: JsonObject, query: URLSearchParams, dryRun: boolean): Handled {
    const { kind, namespace = '' } = route;
    const key = `${kind} ${namespace}/${name}`;
    const before = store.get(kind, namespace, name);
    const manager = query.get('fieldManager');
    if (manager === null) return { refusal: managerMissing };
    const stale =
      before === undefined ? undefined : staleVersion(route, before, textAt(body, 'metadata', 'resourceVersion'));
    if (stale !== undefined) return { refusal: stale };
    const scoped = merge(body, { metadata: { name, ...(namespace === '' ? {} : { namespace }) } });
    const applied = owners.apply(key, before, scoped, manager, { force: query.get('force') === 'true', dryRun });
    if ('refusal' in applied) return applied;
    const invalid = invalidObject(route, applied.object, before);
    if (invalid !== undefined) return { refusal: invalid };
    const code = before === undefined ? 201 : 200;
    if (dryRun || (before !== undefined && isDeepStrictEqual(before, applied.object)))
      return { code, body: applied.object };
    return { code, body: store.put(kind, applied.object) };
  }

  function replace(route: Route, before: JsonObject, body: JsonObject, expected: string | undefined): Handled {
    const { kind, subresource } = route;
    const stale = staleVersion(route, before, expected);
    if (stale !== undefined) return { refusal: stale };
    // The subresource writes only the status.
    const next = subresource === 'status' ? { ...before, status: body.status } : body;
    const invalid = invalidObject(route, next, before);
    return invalid === undefined ? { code: 200, body: store.put(kind, next) } : { refusal: invalid };
  }

  function remove(route: Route, before: JsonObject, body: unknown): Handled {
    const { kind, namespace = '', name = '' } = route;
    const wanted = textAt(body, 'preconditions', 'uid');
    const uid = textAt(before, 'metadata', 'uid');
    if (wanted !== undefined && wanted !== uid) {
      const message = `Operation cannot be fulfilled on ${textAt(before, 'kind')} "${name}": the UID in the precondition (${wanted}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`;
      return {
        refusal: {
          code: 409,
          reason: 'Conflict',
          message,
          details: { ...detailsOf(route), kind: textAt(before, 'kind') },
        },
      };
    }
    store.remove(kind, namespace, name);
    owners.forget(`${kind} ${namespace}/${name}`);
    if (uid !== undefined) removeOwned(uid);
    return {
      code: 200,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { ...detailsOf(route), uid },
      },
    };
  }

  // Deletes owned objects, as the garbage collector does.
  function removeOwned(uid: string): void {
    for (const pod of store.list('v1/pods', undefined)) {
      if (!listAt(pod, 'metadata', 'ownerReferences').some((owner) => textAt(owner, 'uid') === uid)) continue;
      store.remove('v1/pods', textAt(pod, 'metadata', 'namespace') ?? '', textAt(pod, 'metadata', 'name') ?? '');
    }
  }
}

/** The refusal of a write where the object has changed since the version that the writer names. */
function staleVersion(route: Route, before: JsonObject, expected: string | undefined): Refusal | undefined {
  if (expected === undefined || expected === textAt(before, 'metadata', 'resourceVersion')) return undefined;
  const message = `Operation cannot be fulfilled on ${resourceOf(route)} "${route.name}": the object has been modified; please apply your changes to the latest version and try again`;
  return { code: 409, reason: 'Conflict', message, details: detailsOf(route) };
}

const managerMissing: Refusal = {
  code: 422,
  reason: 'Invalid',
  message: 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  causes: [
    { reason: 'FieldValueRequired', message: 'Required value: is required for apply patch', field: 'fieldManager' },
  ],
  details: { group: 'meta.k8s.io', kind: 'PatchOptions' },
};

function refusal(code: number, reason: string, message: string): { readonly refusal: Refusal } {
  return { refusal: { code, reason, message } };
}
