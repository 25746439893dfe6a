import type { Client } from '../client.ts';
import type { TextFile } from '../protocol.ts';

/** The texts as the fragment of a URL, which no server is sent; `refused` says why there is none. */
export async function toFragment(
  files: ReadonlyArray<TextFile>,
  client: Client,
): Promise<{ readonly fragment: string; readonly hidden: number } | { readonly refused: string }> {
  const concealed = await client.ask('conceal', files);
  if ('refused' in concealed) return concealed;
  const packed = await through(
    JSON.stringify(concealed.files.map(({ name, text }) => [name, text])),
    new CompressionStream('deflate-raw'),
  );
  return { fragment: `text=${toBase64Url(new Uint8Array(packed))}`, hidden: concealed.hidden };
}

/** The texts of a fragment; undefined for one that holds none, or whose text is damaged. */
export async function fromFragment(fragment: string): Promise<ReadonlyArray<TextFile> | undefined> {
  const packed = new URLSearchParams(fragment.replace(/^#/, '')).get('text');
  if (packed === null) return undefined;
  try {
    const bytes = fromBase64Url(packed);
    const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
    return filesIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The name of the example that a fragment asks for. */
export function exampleIn(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('example') ?? undefined;
}

/** A link is somebody else's text: only a list of names and texts is taken. */
function filesIn(data: unknown): ReadonlyArray<TextFile> | undefined {
  if (!Array.isArray(data) || data.length === 0) return undefined;
  const files = data.flatMap((entry: unknown): ReadonlyArray<TextFile> => {
    if (!Array.isArray(entry)) return [];
    const [name, text]: ReadonlyArray<unknown> = entry;
    return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : [];
  });
  return files.length === data.length && new Set(files.map(({ name }) => name)).size === files.length
    ? files
    : undefined;
}

async function through(data: BlobPart, stream: CompressionStream | DecompressionStream): Promise<ArrayBuffer> {
  return new Response(new Blob([data]).stream().pipeThrough(stream)).arrayBuffer();
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
