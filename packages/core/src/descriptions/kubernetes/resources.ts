import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Compute resources of a container. */
export const resources: TypeDescriptions = onPage('core/pod-v1', {
  ResourceRequirements: {
    text: 'CPU, memory and other resources of a container or a pod.',
    fields: {
      claims: 'Devices of the pod, from its resourceClaims, that the container uses.',
      limits: 'Most that may be used, as quantities: CPU is slowed down, memory beyond it ends the container.',
      requests:
        'Amounts that the scheduler reserves, as quantities, at most the limits. Default: the limits, where set.',
    },
  },
  ResourceClaim: {
    text: 'A device that a container uses.',
    fields: {
      name: 'Entry of the resourceClaims of the pod.',
      request: 'One request of that claim; absent: all of them.',
    },
  },
});
