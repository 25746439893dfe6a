import type { ServerResponse } from 'node:http';
import type { ServerClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { JsonObject } from './json.ts';
import { textAt } from './json.ts';
import type { KindTable } from './kinds.ts';
import type { Change, ObjectStore } from './object-store.ts';
import { type Route, versionOf } from './routes.ts';
import { isSelected } from './selectors.ts';
import { statusObject } from './status.ts';

/** The options of {@link serveWatch}. */
export interface ServeWatchOptions {
  readonly store: ObjectStore;
  readonly kinds: KindTable;
  readonly clock: ServerClock;
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly response: ServerResponse;
  readonly faults: Faults;
}

/**
 * Serves a watch: first the changes since a version, then the new ones, in order. A fault, its time or the client ends
 * it.
 */
export function serveWatch({ store, kinds, clock, route, query, response, faults }: ServeWatchOptions): void {
  const asked = query.get('resourceVersion') ?? '';
  // A watch without a version, or from 0, begins with everything that is there.
  const isFresh = asked === '' || asked === '0';
  const from = isFresh ? store.version() : Number(asked);
  const fault = faults.stream('watch', route.plural);
  const queue: Array<{ readonly type: string; readonly object: JsonObject }> = [];
  let sent = 0;
  let isBusy = false;
  let isSilent = false;

  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
  response.flushHeaders();
  const history = store.since(from);
  if (history === undefined) {
    const expired = statusObject({ code: 410, reason: 'Expired', message: `too old resource version: ${from}` });
    response.end(lineOf({ type: 'ERROR', object: expired }));
    return;
  }
  const limit = Number(query.get('timeoutSeconds') ?? 0);
  const closed = new AbortController();
  if (limit > 0) void clock.sleep(limit * 1000, closed.signal).then(() => response.end());
  const unsubscribe = store.subscribe(enqueue);
  response.on('close', () => {
    closed.abort();
    unsubscribe();
  });
  const present = isFresh ? store.list(route.kind, route.namespace) : [];
  for (const object of present) enqueue({ version: from, kind: route.kind, type: 'ADDED', object });
  for (const change of history) enqueue(change);
  if (query.get('allowWatchBookmarks') === 'true' && history.length + present.length === 0) {
    queue.push({
      type: 'BOOKMARK',
      object: {
        apiVersion: versionOf(route),
        kind: kinds.kindOf(versionOf(route), route.plural),
        metadata: { resourceVersion: String(store.version()) },
      },
    });
  }
  void flush();

  function enqueue(change: Change): void {
    const event = seen(change, route, query);
    if (event === undefined) return;
    queue.push(event);
    if (faults.isDuplicated()) queue.push(event);
    void flush();
  }

  async function flush(): Promise<void> {
    if (isBusy || isSilent) return;
    isBusy = true;
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const late = faults.lateness();
      if (late > 0) await new Promise((resolve) => setTimeout(resolve, late));
      if (response.destroyed || response.writableEnded) return;
      const line = lineOf(event);
      if (fault !== undefined && sent >= fault.after) {
        isSilent = true;
        if (fault.type === 'half-line')
          response.write(line.slice(0, Math.floor(line.length / 2)), () => response.destroy());
        else if (fault.type === 'break') response.destroy();
        else if (fault.type === 'end') response.end();
        else if (fault.type === 'expire') {
          response.end(
            lineOf({ type: 'ERROR', object: statusObject({ code: 410, reason: 'Expired', message: 'too old' }) }),
          );
        }
        return;
      }
      response.write(line);
      sent += 1;
    }
    isBusy = false;
  }
}

// A change as the watch sees it. An object that enters its selection counts as added, and one that leaves it as
// deleted.
function seen(
  change: Change,
  { kind, namespace }: Route,
  query: URLSearchParams,
): { readonly type: string; readonly object: JsonObject } | undefined {
  if (change.kind !== kind) return undefined;
  if (namespace !== undefined && textAt(change.object, 'metadata', 'namespace') !== namespace) return undefined;
  const selects = (object: JsonObject | undefined): boolean =>
    object !== undefined && isSelected(object, query.get('labelSelector'), query.get('fieldSelector'));
  const was = selects(change.before);
  const is = change.type !== 'DELETED' && selects(change.object);
  if (!was && !is) return undefined;
  return { type: was ? (is ? 'MODIFIED' : 'DELETED') : 'ADDED', object: change.object };
}

function lineOf(event: { readonly type: string; readonly object: JsonObject }): string {
  return `${JSON.stringify(event)}\n`;
}
