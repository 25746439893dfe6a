/**
 * The answers of a validating webhook, and the object that makes an API server ask it. All of it is pure, without a
 * server.
 */

export type {
  V1MatchCondition,
  V1RuleWithOperations,
  V1ServiceReference,
  V1ValidatingWebhook,
  V1ValidatingWebhookConfiguration,
  V1WebhookClientConfig,
} from '../kubernetes/webhook.ts';
export type { AdmissionOptions } from './admission-options.ts';
export type {
  AdmissionCause,
  AdmissionDetails,
  AdmissionResponse,
  AdmissionReview,
  AdmissionStatus,
  CauseReason,
} from './admission-review.ts';
export { reviewAdmission } from './review-admission.ts';
export { toWebhookConfiguration, type WebhookOptions } from './webhook-configuration.ts';
