import { onOutput } from './run.mjs';

/** Milliseconds of silence until a sign of life. */
const silence = 10_000;

/**
 * Runs some work that has a name. It reports the start at once, and the progress every ten seconds, on stderr. So the
 * output of the work stays separate.
 */
export async function withProgress(name, work) {
  const start = Date.now();
  console.error(`  ${name} …`);
  let last = '';
  const stop = onOutput((text) => {
    last = lastLine(text) ?? last;
  });
  const timer = setInterval(() => console.error(`  ${name} … ${seconds(start)} s  ${last}`), silence);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    stop();
  }
}

/** The seconds since the start, with one decimal. */
export function seconds(start) {
  return ((Date.now() - start) / 1000).toFixed(1);
}

/** The last output of a program, in one line of a terminal. */
function lastLine(text) {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of other programs are what is taken out.
    .replaceAll(/\x1B\[[\d;]*[A-Za-z]/g, '')
    .trimEnd()
    .split(/[\r\n]/)
    .at(-1)
    ?.trim();
  return line === '' ? undefined : line?.slice(0, 100);
}
