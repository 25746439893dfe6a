#!/usr/bin/env node
import module from 'node:module';
import type { Output } from './terminal.ts';

// Node 22 and later can keep the compiled code for the next start.
const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache');
if (typeof enableCompileCache === 'function') enableCompileCache();

// A reader such as `head` may leave before everything is written. Then nobody is left to hear of the failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

// Only modules that are loaded from here on come from that cache.
const { main } = await import('./main.ts');

// A plugin of kubectl is called by a name that begins with kubectl's own.
const name = /(?:^|[\\/])kubectl-[^\\/]*$/.test(process.argv[1] ?? '') ? 'kubectl stash-functions' : 'stash-functions';

process.exitCode = await main(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    readStdin: async () => {
      // Loaded on demand, since few users pipe something in.
      const { text } = await import('node:stream/consumers');
      return text(process.stdin);
    },
    onInterrupt,
    onTerminate,
  },
  name,
);

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: (written) => {
      stream.write(written);
    },
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}

function onInterrupt(listener: () => void): () => void {
  let isFirst = true;
  const interrupted = (): void => {
    // A shell reports the same code for a program that a Ctrl-C has ended.
    if (!isFirst) process.exit(130);
    isFirst = false;
    listener();
  };
  process.on('SIGINT', interrupted);
  return () => process.off('SIGINT', interrupted);
}

function onTerminate(listener: () => void): () => void {
  const stop = onInterrupt(listener);
  process.once('SIGTERM', listener);
  return () => {
    stop();
    process.off('SIGTERM', listener);
  };
}
