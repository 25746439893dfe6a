import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const port = 'Port of the container: a number from 1 to 65535, or its name.';

/** Actions that probes, lifecycle hooks and backup hooks perform. */
export const handler: TypeDescriptions = onPage('core/pod-v1', {
  ExecAction: {
    text: 'A command that is run in the container; exit code 0 is success.',
    fields: { command: 'Program and arguments; no shell reads them, unless the program is one.' },
  },
  HTTPGetAction: {
    text: 'An HTTP request; a status from 200 to 399 is success.',
    fields: {
      host: 'Host to connect to. Default: the IP address of the pod; for a virtual host, set the header Host.',
      httpHeaders: 'Headers to send; one name may stand several times.',
      path: 'Path and query of the URL. Default `/`.',
      port,
      scheme: 'HTTP (default), or HTTPS without a check of the certificate.',
    },
  },
  HTTPHeader: {
    text: 'A header of an HTTP request.',
    fields: { name: 'Name of the header; upper and lower case are the same.', value: 'Value of the header.' },
  },
  TCPSocketAction: {
    text: 'A TCP connection; success where it opens.',
    fields: { host: 'Host to connect to. Default: the IP address of the pod.', port },
  },
  GRPCAction: {
    text: 'A call of the gRPC health checking protocol; success where the answer is SERVING.',
    fields: {
      port: 'Where the gRPC server listens: 1 to 65535; names do not work here.',
      service: 'Service name in the request. Default empty: the server as a whole.',
    },
  },
  SleepAction: {
    text: 'A pause.',
    fields: { seconds: 'Length in seconds; at most terminationGracePeriodSeconds.' },
  },
});
