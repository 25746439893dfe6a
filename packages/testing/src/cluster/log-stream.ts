import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { StreamFault } from './faults.ts';
import type { ContainerLog, StoredLine } from './log-store.ts';

/** The options of {@link serveLog}. */
export interface ServeLogOptions {
  readonly log: ContainerLog;
  readonly query: URLSearchParams;
  readonly response: ServerResponse;
  readonly fault: StreamFault | undefined;
}

/**
 * Serves a container's log as a kubelet does: with whole seconds of `sinceTime`, and no faster than the client reads.
 */
export async function serveLog({ log, query, response, fault }: ServeLogOptions): Promise<void> {
  const hasTimes = query.get('timestamps') === 'true';
  const isFollowing = query.get('follow') === 'true';
  const since = query.get('sinceTime');
  const from = since === null ? 0 : Math.floor(Date.parse(since) / 1000) * 1000;
  const tail = query.get('tailLines');
  let index = tail === null ? 0 : Math.max(0, log.size() - Number(tail));
  let sent = 0;
  let hasDoubled = false;
  const closed = once(response, 'close');
  if (fault?.type === 'complain') return complain(response);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  while (!response.destroyed) {
    const line = log.line(index);
    if (line === undefined) {
      if (log.isEnded() || !isFollowing) return void response.end();
      await Promise.race([log.changed(), closed]);
      continue;
    }
    index += 1;
    if (Date.parse(line.time) < from) continue;
    const text = textOf(line, log, index, hasTimes);
    if (fault?.type === 'double') {
      const again = hasDoubled || sent < fault.after ? undefined : doubledFrom(log, index - 1, from);
      if (again !== undefined) {
        hasDoubled = true;
        index = again;
        continue;
      }
    } else if (fault !== undefined && sent >= fault.after) return breakOff(response, fault, text);
    sent += 1;
    if (!response.write(text)) await Promise.race([drained(response), closed]);
  }
}

// Goes a few lines back, to a line with an earlier time than the last. Nobody could tell a repeated line of the same
// time from a new one.
function doubledFrom(log: ContainerLog, next: number, from: number): number | undefined {
  const times = Array.from({ length: next }, (_, index) => log.line(index)?.time ?? '');
  const latest = times.toSorted().at(-1) ?? '';
  const start = Math.max(0, next - 6);
  const found = times.findIndex((time, index) => index >= start && time < latest && Date.parse(time) >= from);
  return found === -1 ? undefined : found;
}

function complain(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end('unable to retrieve container logs for containerd://93b3d100eed2');
}

function textOf(line: StoredLine, log: ContainerLog, next: number, hasTimes: boolean): string {
  const isLast = log.isEnded() && next === log.size();
  const end = isLast && !log.endsWithLineFeed() ? '' : '\n';
  return `${hasTimes ? `${line.time} ` : ''}${line.text}${end}`;
}

function breakOff(response: ServerResponse, { type }: StreamFault, text: string): void {
  if (type === 'half-line') response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
  else if (type === 'break') response.destroy();
  else if (type === 'end' || type === 'expire') response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('drain', resolve));
}
