import { type KindFacts, resourceKinds } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';

/** The part of a review that the verdict needs. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly operation: Operation;
  readonly isDryRun: boolean;
  /** The kind; undefined for a kind or version that is not read here. */
  readonly kind: KindFacts | undefined;
  /** The kind as the server names it: `stash.appscode.com/v1beta1 Function`. */
  readonly kindName: string;
  /** The subresource, as `status`; undefined for the resource itself. */
  readonly subresource: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** The object after the change; undefined where it is deleted. */
  readonly object: unknown;
  /** The object before the change; undefined where it is new. */
  readonly oldObject: unknown;
}

/** The operation on a resource. */
export type Operation = (typeof operations)[number];

/** A review that allows no verdict. */
export interface UnreadableReview {
  readonly uid: string;
  readonly message: string;
}

/** Reads the request of an AdmissionReview, from any input. */
export function readRequest(review: unknown): Either<UnreadableReview, AdmissionRequest> {
  const request = field(review, 'request');
  const uid = text(field(request, 'uid')) ?? '';
  const unreadable = (message: string): Either<UnreadableReview, never> => left({ uid, message });
  if (field(review, 'kind') !== 'AdmissionReview') return unreadable('the body is no AdmissionReview');
  const apiVersion = field(review, 'apiVersion');
  if (apiVersion !== 'admission.k8s.io/v1') {
    return unreadable(`the AdmissionReview is of ${String(text(apiVersion))}, and only admission.k8s.io/v1 is read`);
  }
  if (uid === '') return unreadable('the AdmissionReview has no request with a uid');
  const given = field(request, 'operation');
  const operation = operations.find((known) => known === given);
  if (operation === undefined) return unreadable(`the request has no operation of ${operations.join(', ')}`);
  const group = text(field(field(request, 'kind'), 'group'));
  const version = text(field(field(request, 'kind'), 'version'));
  const kind = text(field(field(request, 'kind'), 'kind'));
  if (group === undefined || version === undefined || kind === undefined) {
    return unreadable('the request does not say which kind it is about');
  }
  const apiVersionOfKind = group === '' ? version : `${group}/${version}`;
  return right({
    uid,
    operation,
    isDryRun: field(request, 'dryRun') === true,
    kind: resourceKinds.find((known) => known.kind === kind && known.apiVersion === apiVersionOfKind),
    kindName: `${apiVersionOfKind} ${kind}`,
    subresource: text(field(request, 'subResource')) || undefined,
    name: text(field(request, 'name')) || undefined,
    namespace: text(field(request, 'namespace')) || undefined,
    object: field(request, 'object') ?? undefined,
    oldObject: field(request, 'oldObject') ?? undefined,
  });
}

/** A field of a JSON object; undefined where the field or the object is missing. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

const operations = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] as const;

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
