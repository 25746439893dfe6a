import { describe, expect, it } from 'vitest';
import { readWatchEvents } from './watch-stream.ts';

const added = '{"type":"ADDED","object":{"metadata":{"name":"a"}}}';

async function read(...chunks: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  const types: Array<string> = [];
  const stream = async function* (): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  };
  for await (const event of readWatchEvents(stream())) types.push(event.type);
  return types;
}

describe('readWatchEvents', () => {
  it('reads one event a line, however the bytes are cut', async () => {
    expect(await read(`${added}\n${added.slice(0, 9)}`, `${added.slice(9)}\n\n`)).toEqual(['ADDED', 'ADDED']);
  });

  it('drops a last line without its end, whole or half', async () => {
    expect(await read(`${added}\n${added.slice(0, 9)}`)).toEqual(['ADDED']);
    expect(await read(`${added}\n${added}`)).toEqual(['ADDED']);
  });

  it('breaks off at a line that is no event', async () => {
    await expect(read('<html>\n')).rejects.toThrow('no event');
  });
});
