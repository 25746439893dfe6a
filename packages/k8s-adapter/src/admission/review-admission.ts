import {
  checkOptions,
  decodeResource,
  isError,
  type Manifests,
  type Problem,
  type Resource,
  type RulesFor,
  resourceKinds,
} from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { AdmissionOptions } from './admission-options.ts';
import type { AdmissionResponse, AdmissionReview, AdmissionStatus } from './admission-review.ts';
import { compareProblems } from './compare-problems.ts';
import { type FoundProblems, findProblems } from './find-problems.ts';
import { type AdmissionRequest, field, readRequest } from './read-request.ts';
import { usersOf } from './related.ts';
import { badRequestStatus, invalidStatus, limitWarnings, warningLine } from './write-response.ts';

/**
 * The answer of a validating webhook to an AdmissionReview (`admission.k8s.io/v1`), for every kind of this SDK. It is
 * pure: it reads and writes nothing, so it answers a dry run like any other request. It never throws, whatever JSON
 * comes in.
 *
 * - **CREATE**: refused where the resource has an error. Its warnings are passed on.
 * - **UPDATE**: refused where the change brings an error. An error that was there before, at a field that the change
 *   leaves alone, is only a warning. So labels, finalizers and other fields can always be changed. An object that is
 *   being deleted is always let through, and so is a status.
 * - **DELETE**: let through, with a warning for each resource that still names this one.
 * - Other kinds, and CONNECT: let through. A warning says that nobody looks at the kind.
 * - A body that is no AdmissionReview v1: refused with code 400.
 *
 * A wrong option refuses every request, so that a misspelt one is noticed at once.
 *
 * The errors come from the decoders, from lint, and for an invoker from its plan. A Function, Task or Repository that
 * does not exist gives a warning, because it may be applied next.
 */
export function reviewAdmission(review: unknown, options: AdmissionOptions = {}): AdmissionReview {
  const wrong = wrongOption(options);
  if (wrong !== undefined) return unreadable(review, wrong);
  const read = readRequest(review);
  if (isLeft(read))
    return reviewOf({ uid: read.left.uid, allowed: false, status: badRequestStatus(read.left.message) });
  const request = read.right;
  const { status, warnings, codes } = judge(request, options);
  const response: AdmissionResponse = {
    uid: request.uid,
    allowed: status === undefined,
    ...(status === undefined ? {} : { status }),
    ...(warnings.length === 0 ? {} : { warnings: limitWarnings(warnings) }),
    auditAnnotations: {
      operation: request.operation,
      'dry-run': String(request.isDryRun),
      ...(codes.length === 0 ? {} : { codes: [...new Set(codes)].join(',') }),
    },
  };
  return reviewOf(response);
}

interface Verdict {
  readonly status?: AdmissionStatus;
  readonly warnings: ReadonlyArray<string>;
  /** The codes of the errors for which the request is refused. */
  readonly codes: ReadonlyArray<string>;
}

const letThrough: Verdict = { warnings: [], codes: [] };

function unreadable(review: unknown, message: string): AdmissionReview {
  const uid = field(field(review, 'request'), 'uid');
  return reviewOf({ uid: typeof uid === 'string' ? uid : '', allowed: false, status: badRequestStatus(message) });
}

function reviewOf(response: AdmissionResponse): AdmissionReview {
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response };
}

const admissionRules: RulesFor<AdmissionOptions> = { manifests: 'object', completeKinds: 'list' };

/** The fault of a wrong option; undefined where all are right. */
function wrongOption(options: AdmissionOptions): string | undefined {
  const [wrong] = checkOptions(options, admissionRules);
  if (wrong !== undefined) return `${wrong.message}${wrong.hint === undefined ? '' : `: ${wrong.hint}`}`;
  const kind = options.completeKinds?.find((each) => !resourceKinds.some((known) => known.kind === each));
  return kind === undefined ? undefined : `completeKinds of the webhook names ${kind}, which is no kind`;
}

function judge(request: AdmissionRequest, options: AdmissionOptions): Verdict {
  if (request.subresource !== undefined || request.operation === 'CONNECT') return letThrough;
  if (request.kind === undefined) return { warnings: [`${request.kindName} is not looked at here`], codes: [] };
  if (request.operation === 'DELETE') return { warnings: warningsOfDelete(request, options.manifests), codes: [] };
  if (request.object === undefined) return refuse(badRequestStatus(`the ${request.operation} has no object`));
  if (request.operation === 'CREATE') return judgeObject(request, findProblems(request.object, options), []);
  return judgeUpdate(request, options);
}

function judgeUpdate(request: AdmissionRequest, options: AdmissionOptions): Verdict {
  const { object, oldObject } = request;
  const isGoing = field(field(object, 'metadata'), 'deletionTimestamp') !== undefined;
  if (isGoing || isUntouched(object, oldObject)) return letThrough;
  const before = findProblems(oldObject, options);
  const after = findProblems(object, options);
  const own = compareProblems({ object: oldObject, problems: before.own }, { object, problems: after.own });
  const others = compareProblems({ object: oldObject, problems: before.others }, { object, problems: after.others });
  const missing = after.missing.filter((name) => !before.missing.includes(name));
  return judgeObject(request, { ...after, own: own.brought, others: others.brought, missing }, own.left);
}

/** True where the specs are equal: only the metadata or the status has changed. */
function isUntouched(object: unknown, oldObject: unknown): boolean {
  return JSON.stringify(field(object, 'spec')) === JSON.stringify(field(oldObject, 'spec'));
}

function judgeObject(request: AdmissionRequest, found: FoundProblems, left: ReadonlyArray<Problem>): Verdict {
  const { kind, name, namespace } = request;
  const errors = found.own.filter(isError);
  const warnings = [
    ...found.own.filter(({ severity }) => severity === 'warning').map((problem) => warningLine(problem, false)),
    ...left.filter(isError).map((problem) => `wrong before: ${warningLine(problem, false)}`),
    ...found.missing.map((name) => `${name} is not there yet`),
    ...found.others.filter(({ severity }) => severity !== 'note').map((problem) => warningLine(problem, true)),
  ];
  if (errors.length === 0 || kind === undefined) return { warnings, codes: [] };
  const codes = errors.map(({ code }) => code);
  return { status: invalidStatus(kind, name, namespace, errors), warnings, codes };
}

function refuse(status: AdmissionStatus): Verdict {
  return { status, warnings: [], codes: [] };
}

/** A user who deletes a resource should know who needs it, and what is deleted with it. */
function warningsOfDelete({ oldObject }: AdmissionRequest, manifests: Manifests | undefined): ReadonlyArray<string> {
  const decoded = decodeResource(oldObject);
  if (isLeft(decoded)) return [];
  const resource = decoded.right;
  const users = usersOf(resource, (manifests?.all ?? []).filter(isInUse));
  const wipes = resource.kind === 'Repository' && resource.spec?.wipeOut === true;
  return [
    ...(wipes ? ['spec.wipeOut is set: the backups in the backend are deleted too'] : []),
    ...users.map(({ kind, metadata }) => {
      const place = metadata.namespace === undefined ? '' : `${metadata.namespace}/`;
      return `${kind} ${place}${metadata.name} still names this ${resource.kind}`;
    }),
  ];
}

/** False for a session or restore that has ended: it needs nothing any more. */
function isInUse(resource: Resource): boolean {
  const { phase } =
    resource.kind === 'BackupSession' || resource.kind === 'RestoreSession' ? (resource.status ?? {}) : {};
  return phase === undefined || !ended.has(phase);
}

const ended: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Skipped', 'Unknown']);
