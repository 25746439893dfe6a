import type { Requests } from './protocol.ts';

/** Asks the worker. */
export interface Client {
  /** The answer to a question. Rejects where the worker failed, which is a mistake of the page. */
  readonly ask: <Kind extends keyof Requests>(
    kind: Kind,
    input: Requests[Kind]['input'],
  ) => Promise<Requests[Kind]['output']>;
}

/** A client whose worker starts with the first question: the page shows an example without it. */
export function createClient(url: URL): Client {
  let worker: Worker | undefined;
  const waiting = new Map<number, (answer: MessageEvent) => void>();
  let last = 0;
  const start = (): Worker => {
    const started = new Worker(url, { type: 'module' });
    started.addEventListener('message', (answer) => {
      waiting.get(answer.data.id)?.(answer);
      waiting.delete(answer.data.id);
    });
    return started;
  };
  return {
    ask: (kind, input) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, ({ data: { output, error } }) => {
          if (error === undefined) resolve(output);
          else reject(new Error(error));
        });
        worker ??= start();
        worker.postMessage({ id: last, kind, input });
      }),
  };
}
