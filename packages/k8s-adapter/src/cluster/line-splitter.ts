/** One line of a stream. */
export interface StreamLine {
  /** The text without its line end, `\n` or `\r\n`. */
  readonly text: string;
  /** True for a line with its line end; false for a rest after the last one. */
  readonly ended: boolean;
  /** True where the end of a long line was cut off. */
  readonly truncated: boolean;
}

/**
 * Cuts a stream of bytes (UTF-8) into lines, one at a time. It holds no more than one chunk and one line, however the
 * bytes are cut into chunks. A rest after the last line end becomes a line that is not ended, but only where the stream
 * ends well. A stream that throws has lost the rest of that line. Every other byte is text, also NUL.
 *
 * @param longest - the most bytes of a line to keep; the rest is cut off at the beginning of a character
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
): AsyncGenerator<StreamLine, void, undefined> {
  const line = lineBuffer(longest);
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) break;
      yield line.take(chunk.subarray(start, end), true);
      start = end + 1;
    }
    line.keep(chunk.subarray(start));
  }
  if (line.length() > 0) yield line.take(nothing, false);
}

const lineFeed = 10;
const nothing = new Uint8Array(0);

interface LineBuffer {
  /** The bytes of the line so far, with those that are cut off. */
  readonly length: () => number;
  /** Adds a copy of the piece to the line: a line that held on to the chunk itself would keep all of it. */
  readonly keep: (piece: Uint8Array) => void;
  /** Ends the line with a last piece, and begins the next one. */
  readonly take: (piece: Uint8Array, ended: boolean) => StreamLine;
}

function lineBuffer(longest: number): LineBuffer {
  let kept = Buffer.alloc(0);
  let size = 0;
  let length = 0;
  const keep = (piece: Uint8Array): void => {
    length += piece.length;
    const added = Math.min(piece.length, longest - size);
    if (added <= 0) return;
    if (size + added > kept.length) {
      const grown = Buffer.alloc(Math.min(longest, Math.max(256, 2 * (size + added))));
      kept.copy(grown, 0, 0, size);
      kept = grown;
    }
    kept.set(piece.subarray(0, added), size);
    size += added;
  };
  return {
    length: () => length,
    keep,
    take: (piece, ended) => {
      // Mostly the whole line is in one chunk.
      if (length === 0) return lineOf(piece, longest, ended);
      keep(piece);
      const line = lineOf(kept.subarray(0, size), longest, ended, length);
      size = 0;
      length = 0;
      // One long line of a log is no reason to keep its memory for ever.
      if (kept.length > roomKept) kept = Buffer.alloc(0);
      return line;
    },
  };
}

const roomKept = 64 * 1024;

function lineOf(bytes: Uint8Array, longest: number, ended: boolean, length: number = bytes.length): StreamLine {
  const truncated = length > longest;
  const end = truncated ? characterStart(bytes, Math.min(bytes.length, longest)) : bytes.length;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('utf8');
  return { text: !truncated && text.endsWith('\r') ? text.slice(0, -1) : text, ended, truncated };
}

// Goes back over the bytes of a character that is cut in two: up to three of the form 10xxxxxx, and its first.
function characterStart(bytes: Uint8Array, end: number): number {
  let start = end;
  while (start > 0 && end - start < 4) {
    start -= 1;
    const byte = bytes[start] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return start + (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) <= end ? end : start;
  }
  return end;
}
