import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Health checks of a container. */
export const probe: TypeDescriptions = onPage('core/pod-v1', {
  Probe: {
    text: 'A health check that the kubelet repeats: exactly one of exec, grpc, httpGet and tcpSocket.',
    fields: {
      exec: 'Runs a command in the container.',
      failureThreshold: 'Failures in a row after which the check counts as failed: at least 1. Default 3.',
      grpc: 'Asks a gRPC server for its health.',
      httpGet: 'Sends an HTTP request.',
      initialDelaySeconds: 'Seconds from the start of the container to the first check. Default 0.',
      periodSeconds: 'Seconds between two checks: at least 1. Default 10.',
      successThreshold: 'Successes in a row that end a failure. Default 1, and always 1 but in a readiness probe.',
      tcpSocket: 'Opens a TCP connection.',
      terminationGracePeriodSeconds:
        'Seconds for a clean end after this check failed: at least 1. Default: those of the pod. Not in a readiness probe.',
      timeoutSeconds: 'Seconds until an answer comes too late: at least 1. Default 1.',
    },
  },
});
