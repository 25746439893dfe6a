import type { IncomingMessage } from 'node:http';
import { fieldAt, isJsonObject, type JsonObject, listAt, parseJsonObject, textAt } from './json.ts';
import type { Route } from './routes.ts';
import type { Refusal } from './status.ts';

/** The users and the namespaces that an API server knows. */
export interface ServerRules {
  /** The rights of each user, by token; where it is absent everybody may do everything. */
  readonly tokens?: Readonly<Record<string, ReadonlyArray<AccessRule>>>;
  /** The namespaces that exist; where it is absent every one does. */
  readonly namespaces?: ReadonlyArray<string>;
}

/** A right of a user, in the form of a rule of a Role. */
export interface AccessRule {
  /** The verbs: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, or `*`. */
  readonly verbs: ReadonlyArray<string>;
  /** The resources, as `jobs` and `pods/log`, or `*`. */
  readonly resources: ReadonlyArray<string>;
  /** The groups, as `batch`, `` for the core group, or `*`; by default all. */
  readonly apiGroups?: ReadonlyArray<string> | undefined;
  /** The names of the only objects that it holds for; by default all. */
  readonly resourceNames?: ReadonlyArray<string> | undefined;
  /** The only namespace that it holds in; by default all of them, and the cluster. */
  readonly namespace?: string | undefined;
}

/** Refuses a request before anybody looks at its object: for its user, its place or its form. */
export function refuseRequest(
  request: IncomingMessage,
  { route, query, text }: { readonly route: Route; readonly query: URLSearchParams; readonly text: string },
  { tokens, namespaces }: ServerRules,
): Refusal | undefined {
  const method = request.method ?? 'GET';
  const who = tokens === undefined ? undefined : unauthorized(request, route, verbOf(method, route, query), tokens);
  if (who !== undefined) return who;
  const { namespace = '' } = route;
  if (method === 'POST' && namespaces !== undefined && namespace !== '' && !namespaces.includes(namespace)) {
    return notFound('namespaces', namespace, { name: namespace, kind: 'namespaces' });
  }
  return method === 'POST' || method === 'PUT' ? refuseBody(request, route, text) : undefined;
}

/** The `details` of a Status about an object. */
export function detailsOf({ group, plural, name }: Route): JsonObject {
  return { ...(name === undefined ? {} : { name }), ...(group === undefined ? {} : { group }), kind: plural };
}

/** The name of a resource, as `jobs.batch`. */
export function resourceOf({ plural, group }: Route): string {
  return group === undefined ? plural : `${plural}.${group}`;
}

/** The refusal 404 for an object. */
export function notFound(resource: string, name: string, details: JsonObject): Refusal {
  return { code: 404, reason: 'NotFound', message: `${resource} "${name}" not found`, details };
}

/** The refusal 400. */
export function badRequest(message: string): Refusal {
  return { code: 400, reason: 'BadRequest', message };
}

function unauthorized(
  request: IncomingMessage,
  route: Route,
  verb: string,
  tokens: Readonly<Record<string, ReadonlyArray<AccessRule>>>,
): Refusal | undefined {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const rules = token === undefined ? [] : tokens[token];
  if (rules === undefined) return { code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
  const resource = route.subresource === undefined ? route.plural : `${route.plural}/${route.subresource}`;
  const among = (allowed: ReadonlyArray<string> | undefined, one: string): boolean =>
    allowed === undefined || allowed.includes(one) || allowed.includes('*');
  const isAllowed = rules.some(
    ({ verbs, resources, apiGroups, resourceNames, namespace }) =>
      among(verbs, verb) &&
      among(resources, resource) &&
      among(apiGroups, route.group ?? '') &&
      (namespace === undefined || namespace === route.namespace) &&
      (resourceNames === undefined || (route.name !== undefined && resourceNames.includes(route.name))),
  );
  if (isAllowed) return undefined;
  const user = token === undefined ? 'system:anonymous' : `user-of-${token}`;
  const where = route.namespace === undefined ? 'at the cluster scope' : `in the namespace "${route.namespace}"`;
  const name = route.name === undefined ? '' : ` "${route.name}"`;
  const message = `${resourceOf(route)}${name} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${route.group ?? ''}" ${where}`;
  return { code: 403, reason: 'Forbidden', message, details: detailsOf(route) };
}

function verbOf(method: string, { name }: Route, query: URLSearchParams): string {
  const verbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
  if (method !== 'GET') return verbs[method] ?? 'get';
  if (query.get('watch') === 'true') return 'watch';
  return name === undefined ? 'list' : 'get';
}

function refuseBody(request: IncomingMessage, route: Route, text: string): Refusal | undefined {
  const type = request.headers['content-type']?.split(';')[0] ?? 'application/json';
  if (!['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'].includes(type)) {
    const message =
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf';
    return { code: 415, reason: 'UnsupportedMediaType', message };
  }
  const body = parseJsonObject(text);
  if (body === undefined) return badRequest(`the object provided is unrecognized: couldn't get version/kind (${text})`);
  const kind = textAt(body, 'kind');
  const isOther = kind !== undefined && knownKinds[route.plural] !== undefined && knownKinds[route.plural] !== kind;
  if (isOther) return badRequest(`${kind} in version "v1" cannot be handled as a ${knownKinds[route.plural]}`);
  const namespace = textAt(body, 'metadata', 'namespace');
  if (namespace !== undefined && route.namespace !== undefined && namespace !== route.namespace) {
    return badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return undefined;
}

const knownKinds: Readonly<Record<string, string>> = { jobs: 'Job', pods: 'Pod', leases: 'Lease', secrets: 'Secret' };

/** The refusal of an object that is not valid, with a cause for each field. */
export function invalidObject(route: Route, object: JsonObject, before?: JsonObject): Refusal | undefined {
  const causes = [...nameCauses(object), ...(route.kind === 'batch/v1/jobs' ? jobCauses(object, before) : [])];
  if (route.plural === 'rolebindings' && before !== undefined && !isSame(before.roleRef, object.roleRef)) {
    causes.push({ reason: 'FieldValueInvalid', message: 'Invalid value: cannot change roleRef', field: 'roleRef' });
  }
  if (route.plural === 'persistentvolumeclaims' && before !== undefined && !isSame(before.spec, object.spec)) {
    const message = 'Forbidden: spec is immutable after creation';
    causes.push({ reason: 'FieldValueForbidden', message, field: 'spec' });
  }
  const phases = listAt(object, 'status', 'targets').flatMap((target, index) => {
    const phase = textAt(target, 'phase');
    const isKnown = phase === undefined || ['Pending', 'Succeeded', 'Running', 'Failed'].includes(phase);
    const field = `status.targets[${index}].phase`;
    return isKnown ? [] : [{ reason: 'FieldValueNotSupported', message: `Unsupported value: "${phase}"`, field }];
  });
  if (route.group === 'stash.appscode.com') causes.push(...phases);
  if (route.plural === 'leases' && !hasMicroseconds(object)) {
    causes.push({ reason: 'FieldValueInvalid', message: 'Invalid value: parsing time', field: 'patch' });
  }
  return causes.length === 0 ? undefined : invalid(route, object, causes);
}

interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

function invalid(route: Route, object: JsonObject, causes: ReadonlyArray<Cause>): Refusal {
  const kind = textAt(object, 'kind') ?? route.plural;
  const name = textAt(object, 'metadata', 'name') ?? '';
  const said = causes.map(({ field, message }) => `${field}: ${message}`);
  const what = said.length === 1 ? said[0] : `[${said.join(', ')}]`;
  const message = `${route.group === undefined ? kind : `${kind}.${route.group}`} "${name}" is invalid: ${what}`;
  const details = { name, ...(route.group === undefined ? {} : { group: route.group }), kind };
  return { code: 422, reason: 'Invalid', message, causes, details };
}

function nameCauses(object: JsonObject): Array<Cause> {
  const name = textAt(object, 'metadata', 'name');
  if (name === undefined || /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/.test(name)) return [];
  return [{ reason: 'FieldValueInvalid', message: `Invalid value: "${name}"`, field: 'metadata.name' }];
}

function jobCauses(object: JsonObject, before: JsonObject | undefined): ReadonlyArray<Cause> {
  const template = fieldAt(object, 'spec', 'template', 'spec');
  const required = (field: string): Cause => ({ reason: 'FieldValueRequired', message: 'Required value', field });
  const at = 'spec.template.spec';
  const containers = listAt(template, 'containers');
  const causes: Array<Cause> = [];
  if (before !== undefined && !isSame(fieldAt(before, 'spec', 'template', 'spec'), template)) {
    return [{ reason: 'FieldValueInvalid', message: 'Invalid value: field is immutable', field: at }];
  }
  if (isJsonObject(template) && containers.length === 0) causes.push(required(`${at}.containers`));
  for (const [index, container] of containers.entries()) {
    if (textAt(container, 'image') === undefined) causes.push(required(`${at}.containers[${index}].image`));
  }
  if (textAt(template, 'restartPolicy') === 'Always') causes.push(required(`${at}.restartPolicy`));
  return causes;
}

function hasMicroseconds(lease: JsonObject): boolean {
  return ['acquireTime', 'renewTime'].every((field) => {
    const time = textAt(lease, 'spec', field);
    return time === undefined || /\.\d{6}Z$/.test(time);
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
