import type { CommonContext } from '../context.ts';
import { constant, type Read } from '../variable-row.ts';

/** The caller's facts about the operator. */
export type OperatorSource = Pick<CommonContext, 'operatorImage' | 'pushgatewayUrl' | 'licenseApiService'>;

/** Variables of the operator: its image and its services. */
export const operatorVariables = {
  ENABLE_STATUS_SUBRESOURCE: {
    meaning: 'Flag: the custom resources have a status subresource',
    source: 'true',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'true',
    read: (_: OperatorSource): Read => constant('true'),
  },
  PROMETHEUS_PUSHGATEWAY_URL: {
    meaning: 'URL of the Prometheus Pushgateway; empty where none is given',
    source: 'pushgatewayUrl of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'http://stash.kube-system.svc:56789',
    read: ({ pushgatewayUrl }: OperatorSource): Read => constant(pushgatewayUrl ?? ''),
  },
  LICENSE_APISERVICE: {
    meaning: 'API service that licenses are checked with; empty where none is given',
    source: 'licenseApiService of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'v1alpha1.license.example.com',
    read: ({ licenseApiService }: OperatorSource): Read => constant(licenseApiService ?? ''),
  },
  STASH_DOCKER_REGISTRY: {
    meaning: "Registry of the operator's image",
    source: 'operatorImage.registry of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is given',
    example: 'ghcr.io/stashed',
    read: ({ operatorImage }: OperatorSource): Read => constant(operatorImage?.registry),
  },
  STASH_DOCKER_IMAGE: {
    meaning: "Name of the operator's image",
    source: 'operatorImage.image of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is given',
    example: 'stash',
    read: ({ operatorImage }: OperatorSource): Read => constant(operatorImage?.image),
  },
  STASH_IMAGE_TAG: {
    meaning: "Tag of the operator's image",
    source: 'operatorImage.tag of the context',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'it is given',
    example: 'v0.32.0',
    read: ({ operatorImage }: OperatorSource): Read => constant(operatorImage?.tag),
  },
} as const;
