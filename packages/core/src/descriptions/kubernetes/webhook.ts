import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Webhooks that an API server asks before it stores an object. */
export const webhook: TypeDescriptions = {
  ...onPage('admissionregistration/validating-webhook-configuration-v1', {
    ValidatingWebhookConfiguration: {
      text: 'Services that may refuse objects before they are stored.',
      fields: {
        apiVersion: 'Always `admissionregistration.k8s.io/v1`.',
        kind: 'Always `ValidatingWebhookConfiguration`.',
        metadata: 'Name and labels of the configuration; it has no namespace.',
        webhooks: 'The services, each asked on its own.',
      },
    },
    ValidatingWebhook: {
      text: 'A service that is asked, for which objects, and what happens where it does not answer.',
      fields: {
        admissionReviewVersions: 'Versions of AdmissionReview that the service reads, the preferred first: `v1`.',
        clientConfig: 'Address of the service, and the authority of its certificate.',
        failurePolicy: 'Without an answer: Fail (default) refuses the request, Ignore lets it pass.',
        matchConditions: 'Expressions of CEL, at most 64; the service is asked where all are true.',
        matchPolicy: 'Equivalent (default) to ask for other versions of a resource too, or Exact.',
        name: 'Name with a domain, unique in the configuration: `check.example.com`.',
        namespaceSelector: 'Labels of the namespaces whose objects are asked about. Default: every namespace.',
        objectSelector: 'Labels that the old or the new object has. Default: every object.',
        rules: 'Operations and resources that the service is asked about.',
        sideEffects: 'None, or NoneOnDryRun for a service that changes other things but not in a dry run.',
        timeoutSeconds: 'Seconds to wait for an answer: 1 to 30. Default 10.',
      },
    },
  }),
  ...onPage('definitions/rule-with-operations-v1-admissionregistration', {
    RuleWithOperations: {
      text: 'Operations on resources.',
      fields: {
        apiGroups: 'API groups; an empty text is the core group, `*` all of them.',
        apiVersions: 'Versions of the API; `*` for all of them.',
        operations: 'Kinds of request: `CREATE`, `UPDATE`, `CONNECT` or `DELETE`; a `*` stands alone.',
        resources: 'Resources in the plural: `pods`; `pods/*` with subresources, `*` for all without.',
        scope: 'Cluster, Namespaced, or `*` (default).',
      },
    },
  }),
  ...onPage('definitions/webhook-client-config-v1-admissionregistration', {
    WebhookClientConfig: {
      text: 'The address of a webhook: exactly one of service and url.',
      fields: {
        caBundle: 'Certificates of the authority, PEM in base64. Default: those of the API server.',
        service: 'Service in the cluster.',
        url: 'Address outside the cluster: `https://`, host, port and path.',
      },
    },
  }),
  ...onPage('definitions/service-reference-v1-admissionregistration', {
    ServiceReference: {
      text: 'A Service, its port and a path.',
      fields: {
        name: 'Which Service, by its name.',
        namespace: 'Where the Service lives.',
        path: 'URL path to ask at: `/validate`. Default `/`.',
        port: 'Port that speaks TLS: 1 to 65535. Default 443.',
      },
    },
  }),
  ...onPage('definitions/match-condition-v1-admissionregistration', {
    MatchCondition: {
      text: 'An expression about a request.',
      fields: {
        expression: 'CEL over `object`, `oldObject`, `request` and `authorizer`; it gives true or false.',
        name: 'Name for logs, unique in the list: at most 63 letters, digits, `-`, `_` and `.`.',
      },
    },
  }),
};
