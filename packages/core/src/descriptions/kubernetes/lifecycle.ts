import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Hooks into the life of a container. */
export const lifecycle: TypeDescriptions = onPage('core/pod-v1', {
  Lifecycle: {
    text: 'Actions after the start and before the end of a container, and the signal that ends it.',
    fields: {
      postStart:
        'Runs right after the start, at the same time as the program; where it fails, the container is killed.',
      preStop: 'Runs before the container is stopped by others, within its grace period; not after an exit of its own.',
      stopSignal:
        'Signal that asks the program to end. Default: that of the image, else SIGTERM; needs `os.name` in the pod.',
    },
  },
  LifecycleHandler: {
    text: 'An action, in the one field that is set.',
    fields: {
      exec: 'Runs a command in the container.',
      httpGet: 'Sends an HTTP request.',
      sleep: 'Waits for some seconds.',
      tcpSocket: 'No longer works: such a hook fails when its time comes.',
    },
  },
});
