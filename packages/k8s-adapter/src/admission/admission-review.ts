/** The answer of a validating webhook, as an API server reads it. */
export interface AdmissionReview {
  /** The version of the API. */
  readonly apiVersion: 'admission.k8s.io/v1';
  /** The kind of the answer. */
  readonly kind: 'AdmissionReview';
  /** The verdict. */
  readonly response: AdmissionResponse;
}

/**
 * The verdict on one request.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response
 */
export interface AdmissionResponse {
  /** The uid of the request; empty where it has none. */
  readonly uid: string;
  /** False where the request is refused. */
  readonly allowed: boolean;
  /** The reason of a refusal; absent where the request is allowed. */
  readonly status?: AdmissionStatus;
  /** Warnings for the user: at most 256 bytes each, and 4096 together. */
  readonly warnings?: ReadonlyArray<string>;
  /**
   * Entries for the audit log: `operation`, `dry-run`, `codes`. The API server puts the name of the webhook before each
   * key.
   */
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

/** The reason of a refusal, as every client of an API server shows it. */
export interface AdmissionStatus {
  /** Always `Failure`. */
  readonly status: 'Failure';
  /** 422 for a resource with errors, 400 for a review that cannot be read. */
  readonly code: 400 | 422;
  /** The reason in one word. */
  readonly reason: 'BadRequest' | 'Invalid';
  /** All errors: a line that names the resource, then one line for each error. */
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
  /** The kind of the resource. */
  readonly kind: string;
  /** The errors, one by one. */
  readonly causes: ReadonlyArray<AdmissionCause>;
}

/** An error at a field. */
export interface AdmissionCause {
  /** The sort of error, by its name in Kubernetes. */
  readonly reason: CauseReason;
  /** One sentence with the error, and the way to mend it. */
  readonly message: string;
  /** The field, as `spec.members[0].task.name`. */
  readonly field: string;
}

/** The sorts of field errors that Kubernetes knows. */
export type CauseReason =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTypeInvalid';
