import { onOutput } from './run.mjs';

/** How long nothing is said before a sign of life, in milliseconds. */
const silence = 10_000;

/**
 * Runs some work that has a name. Says at once that it has begun and every ten seconds how far it is, on stderr, so that
 * what the work prints stays by itself.
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

/** How long it has been, with one decimal. */
export function seconds(start) {
  return ((Date.now() - start) / 1000).toFixed(1);
}

/** What a program printed last, on one line of a terminal. */
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
