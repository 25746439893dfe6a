import {
  didYouMean,
  isDnsLabel,
  isDnsSubdomain,
  type KindFacts,
  readOr,
  resourceKinds,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { V1LabelSelector } from '../kubernetes/label-selector.ts';
import type {
  V1RuleWithOperations,
  V1ServiceReference,
  V1ValidatingWebhookConfiguration,
} from '../kubernetes/webhook.ts';
import { type AdapterProblemCode, adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem, AdapterProblems, Path } from '../problem/problem.ts';

/** The address of a webhook, and the requests that are sent to it. */
export interface WebhookOptions {
  /** The name of the configuration: an RFC 1123 subdomain. */
  readonly name: string;
  /**
   * The name of the webhook, which is part of each refusal: at least three parts with dots, as
   * `check.backup.example.com`.
   */
  readonly webhookName: string;
  /**
   * The rule for the time in which the webhook does not answer. `Fail` refuses every change of these resources, so run
   * two replicas. `Ignore` lets mistakes through. There is no default, because each is wrong for someone.
   */
  readonly failurePolicy: 'Fail' | 'Ignore';
  /** The Service of the webhook; either this or {@link url}. */
  readonly service?: V1ServiceReference | undefined;
  /** The address of a webhook outside the cluster: `https://`. */
  readonly url?: string | undefined;
  /**
   * The authority of its certificate: PEM in base64. Leave it out where another program fills it in, as cert-manager
   * does.
   */
  readonly caBundle?: string | undefined;
  /** The kinds to ask about; by default every kind that is read here. */
  readonly kinds?: ReadonlyArray<string> | undefined;
  /** Seconds to wait for an answer, from 1 to 30; by default 5. */
  readonly timeoutSeconds?: number | undefined;
  /** Labels of the namespaces to ask about; by default all. Cluster-scoped kinds are always asked about. */
  readonly namespaceSelector?: V1LabelSelector | undefined;
  /** Labels of the configuration. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Annotations of the configuration, as `cert-manager.io/inject-ca-from`. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/**
 * The object that makes an API server ask `reviewAdmission` before it stores one of these resources. It asks on CREATE,
 * UPDATE and DELETE, for all versions of a kind, and never for a status. The webhook has no side effects.
 *
 * Problems: `missing-field`, `unsupported-value`, `conflicting-fields`, `invalid-name`, `invalid-format`,
 * `out-of-range`, each at the option.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export function toWebhookConfiguration(
  options: WebhookOptions,
): Either<AdapterProblems, V1ValidatingWebhookConfiguration> {
  return readOr<Either<AdapterProblems, V1ValidatingWebhookConfiguration>>(left([misshapen]), () =>
    configurationOf(options),
  );
}

const misshapen = problem('option-invalid', [], 'the options do not have the shape of their type');

function configurationOf(options: WebhookOptions): Either<AdapterProblems, V1ValidatingWebhookConfiguration> {
  const problems = problemsOfOptions(options);
  if (isNonEmpty(problems)) return left(problems);
  const { name, webhookName, failurePolicy, service, url, caBundle, kinds, timeoutSeconds = 5 } = options;
  const { namespaceSelector, labels, annotations } = options;
  return right({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name,
      ...(labels === undefined ? {} : { labels: { ...labels } }),
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
    },
    webhooks: [
      {
        name: webhookName,
        clientConfig: {
          ...(caBundle === undefined ? {} : { caBundle }),
          ...(service === undefined ? { url: url ?? '' } : { service: { ...service } }),
        },
        rules: rulesOf(resourceKinds.filter(({ kind }) => kinds === undefined || kinds.includes(kind))),
        failurePolicy,
        matchPolicy: 'Equivalent',
        sideEffects: 'None',
        timeoutSeconds,
        admissionReviewVersions: ['v1'],
        ...(namespaceSelector === undefined ? {} : { namespaceSelector: structuredClone(namespaceSelector) }),
      },
    ],
  });
}

/** One rule for each version of an API and each scope, so that people can read them. */
function rulesOf(kinds: ReadonlyArray<KindFacts>): Array<V1RuleWithOperations> {
  const rules = new Map<string, V1RuleWithOperations & { resources: Array<string> }>();
  for (const { apiVersion, plural, scope } of kinds) {
    const [group = '', version = ''] = apiVersion.split('/');
    const rule = rules.get(`${apiVersion} ${scope}`) ?? {
      apiGroups: [group],
      apiVersions: [version],
      operations: ['CREATE', 'UPDATE', 'DELETE'],
      resources: [],
      scope,
    };
    rule.resources.push(plural);
    rules.set(`${apiVersion} ${scope}`, rule);
  }
  return [...rules.values()];
}

function problemsOfOptions(options: WebhookOptions): ReadonlyArray<AdapterProblem> {
  const { name, webhookName, failurePolicy, service, url, kinds = [], timeoutSeconds } = options;
  return [
    ...Object.keys(options).flatMap((option) => unknownOption(option)),
    ...(isDnsSubdomain(name) ? [] : [problem('invalid-name', ['name'], `${quoted(name)} is no RFC 1123 subdomain`)]),
    ...(isDnsSubdomain(webhookName) && webhookName.split('.').length > 2
      ? []
      : [
          problem(
            'invalid-name',
            ['webhookName'],
            `${quoted(webhookName)} is no name of a webhook`,
            'use a domain of three parts at least: check.backup.example.com',
          ),
        ]),
    ...unknown('failurePolicy', failurePolicy, ['Fail', 'Ignore']),
    ...kinds.flatMap((kind, index) =>
      unknown(
        'kinds',
        kind,
        resourceKinds.map((known) => known.kind),
      ).map((each) => ({ ...each, path: ['kinds', index] })),
    ),
    ...problemsOfAddress(service, url),
    ...(timeoutSeconds === undefined ||
    (Number.isInteger(timeoutSeconds) && timeoutSeconds >= 1 && timeoutSeconds <= 30)
      ? []
      : [problem('out-of-range', ['timeoutSeconds'], `${timeoutSeconds} is out of range`, 'give 1 to 30 seconds')]),
  ];
}

function problemsOfAddress(
  service: V1ServiceReference | undefined,
  url: string | undefined,
): ReadonlyArray<AdapterProblem> {
  if (service === undefined && url === undefined) {
    return [
      problem('missing-field', ['service'], 'the address of the webhook is missing', 'give its service or its url'),
    ];
  }
  if (service !== undefined && url !== undefined) {
    return [problem('conflicting-fields', ['url'], 'a webhook has a service or a url, not both', 'leave one out')];
  }
  if (url !== undefined) return problemsOfUrl(url);
  const { name = '', namespace = '', path = '/', port = 443 } = service ?? {};
  return [
    ...(['name', 'namespace'] as const).flatMap((field) => {
      const value = { name, namespace }[field];
      return isDnsLabel(value)
        ? []
        : [problem('invalid-name', ['service', field], `${quoted(value)} is no RFC 1123 label`)];
    }),
    ...(path.startsWith('/') && !path.includes('//')
      ? []
      : [problem('invalid-format', ['service', 'path'], `${quoted(path)} is no path`, 'begin it with one /')]),
    ...(Number.isInteger(port) && port >= 1 && port <= 65535
      ? []
      : [problem('out-of-range', ['service', 'port'], `${port} is no port`, 'give a whole number from 1 to 65535')]),
  ];
}

/** An API server takes https without user, query and fragment. */
function problemsOfUrl(url: string): ReadonlyArray<AdapterProblem> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isRight =
    parsed?.protocol === 'https:' && `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` === '';
  if (isRight) return [];
  const hint = 'write https:// and host, port and path, without user, query and fragment';
  return [problem('invalid-format', ['url'], 'the url is no address of a webhook', hint)];
}

function unknownOption(option: string): ReadonlyArray<AdapterProblem> {
  if (Object.hasOwn(knownOptions, option)) return [];
  const meant = didYouMean(option, Object.keys(knownOptions));
  const hint = meant === undefined ? 'leave it out' : `did you mean ${meant}?`;
  return [problem('unsupported-value', [option], `there is no option ${quoted(option)}`, hint)];
}

const knownOptions: Readonly<Record<keyof WebhookOptions, true>> = {
  annotations: true,
  caBundle: true,
  failurePolicy: true,
  kinds: true,
  labels: true,
  name: true,
  namespaceSelector: true,
  service: true,
  timeoutSeconds: true,
  url: true,
  webhookName: true,
};

function unknown(
  option: string,
  value: string | undefined,
  known: ReadonlyArray<string>,
): ReadonlyArray<AdapterProblem> {
  if (value !== undefined && known.includes(value)) return [];
  if (value === undefined)
    return [problem('missing-field', [option], `the ${option} is missing`, `say ${known.join(' or ')}`)];
  const meant = didYouMean(String(value), known);
  const hint = meant === undefined ? `use one of ${known.join(', ')}` : `did you mean ${meant}?`;
  return [problem('unsupported-value', [option], `${quoted(value)} is not supported here`, hint)];
}

function problem(code: AdapterProblemCode, path: Path, message: string, hint?: string): AdapterProblem {
  return adapterProblem(code, { severity: 'error', path, message, hint });
}

function quoted(value: string): string {
  return JSON.stringify(String(value).slice(0, 100));
}
