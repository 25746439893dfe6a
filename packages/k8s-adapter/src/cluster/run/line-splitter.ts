/** One line of a stream. */
export interface StreamLine {
  /** Without its line end, `\n` or `\r\n`. */
  readonly text: string;
  /** Whether it has its line end; false for what stands behind the last one. */
  readonly ended: boolean;
  /** Whether its end was cut off for its length. */
  readonly truncated: boolean;
}

/**
 * Cuts a stream of bytes (UTF-8) into lines, one at a time, holding no more than one chunk and one line. What stands
 * behind the last line end is given as a line that is not ended, but only when the stream ends in good order: a stream
 * that throws has lost the rest of that line.
 *
 * @param longest - bytes of a line that are kept; the rest of it is left out
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
): AsyncGenerator<StreamLine, void, undefined> {
  let pieces: Array<Uint8Array> = [];
  let length = 0;
  let truncated = false;
  const keep = (piece: Uint8Array): void => {
    const room = longest - length;
    if (piece.length > room) truncated = true;
    if (room <= 0 || piece.length === 0) return;
    pieces.push(piece.subarray(0, room));
    length += Math.min(piece.length, room);
  };
  const take = (ended: boolean): StreamLine => {
    const whole = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
    const line: StreamLine = { text: decode(whole, truncated), ended, truncated };
    pieces = [];
    length = 0;
    truncated = false;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      keep(chunk.subarray(start, end === -1 ? chunk.length : end));
      if (end === -1) break;
      start = end + 1;
      yield take(true);
    }
  }
  if (length > 0) yield take(false);
}

const lineFeed = 10;

function decode(bytes: Uint8Array, truncated: boolean): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  // The cut may have split a character, which then reads as U+FFFD.
  if (truncated) return text.replace(/\uFFFD+$/, '');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
