import { isJsonObject, parseJsonObject, textAt } from '../json.ts';
import { splitLines } from '../line-splitter.ts';
import type { WatchEvent } from '../port/cluster-port.ts';

/** The most bytes of an event. An object of Kubernetes has at most some MiB, and its event a little more. */
const longestEvent = 16 * 1024 * 1024;

/**
 * The events of a watch stream: one JSON object in each line. A broken connection can leave a last line without its
 * end; this line is dropped, and the watch goes on from the event before. A line that is no event throws, as a broken
 * stream does.
 */
export async function* readWatchEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent, void, undefined> {
  for await (const line of splitLines(chunks, longestEvent)) {
    if (line.truncated) throw new Error('the watch stream holds an event of more than 16 MiB');
    if (!line.ended || line.text === '') continue;
    const value = parseJsonObject(line.text);
    const type = textAt(value, 'type');
    if (value === undefined || type === undefined || !isJsonObject(value.object)) {
      throw new Error('the watch stream holds a line that is no event');
    }
    yield { type, object: value.object };
  }
}
