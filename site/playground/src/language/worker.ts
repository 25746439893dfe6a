import type { Requests } from '../protocol.ts';
import { createHandlers } from './handlers.ts';

/** The worker of the page: it answers the questions of `Requests` in their order, so that typing waits for none. */
const handlers = createHandlers();

function answer<Kind extends keyof Requests>(kind: Kind, input: Requests[Kind]['input']): Requests[Kind]['output'] {
  return handlers[kind](input);
}

addEventListener('message', ({ data: { id, kind, input } }) => {
  try {
    postMessage({ id, output: answer(kind, input) });
  } catch (error) {
    postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
