/** The answer of a validating webhook, as an API server reads it. */
export interface AdmissionReview {
  /** The version of the API. */
  readonly apiVersion: 'admission.k8s.io/v1';
  /** The kind, as it stands in the answer. */
  readonly kind: 'AdmissionReview';
  /** The verdict. */
  readonly response: AdmissionResponse;
}

/**
 * A verdict about one request.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response
 */
export interface AdmissionResponse {
  /** The uid of the request; empty where it has none. */
  readonly uid: string;
  /** False where the request is refused. */
  readonly allowed: boolean;
  /** Why it is refused; absent where it is allowed. */
  readonly status?: AdmissionStatus;
  /** Shown to the user: each at most 256 bytes, all of them at most 4096. */
  readonly warnings?: ReadonlyArray<string>;
  /** Written to the audit log, each key behind the name of the webhook: `operation`, `dry-run`, `codes`. */
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

/** Why a request is refused, as every client of an API server shows it. */
export interface AdmissionStatus {
  /** Always `Failure`. */
  readonly status: 'Failure';
  /** 422 for a resource with errors, 400 for a review that cannot be read. */
  readonly code: 400 | 422;
  /** The same in a word. */
  readonly reason: 'BadRequest' | 'Invalid';
  /** Every error, one a line behind a line that names the resource. */
  readonly message: string;
  /** The resource, and each error at its field. */
  readonly details?: AdmissionDetails;
}

/** The resource that is refused, and each error at its field. */
export interface AdmissionDetails {
  /** The name of the resource; absent where the server has yet to make one. */
  readonly name?: string;
  /** The group of its API. */
  readonly group: string;
  /** Its kind. */
  readonly kind: string;
  /** One for each error. */
  readonly causes: ReadonlyArray<AdmissionCause>;
}

/** An error at a field. */
export interface AdmissionCause {
  /** The sort of error, as Kubernetes names them. */
  readonly reason: CauseReason;
  /** One sentence, and how to mend it. */
  readonly message: string;
  /** The field: `spec.members[0].task.name`. */
  readonly field: string;
}

/** The sorts of errors at fields that Kubernetes knows. */
export type CauseReason =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTypeInvalid';
