#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { main } from './main.ts';
import type { Output } from './terminal.ts';

// A reader such as `head` may leave before everything is written. Then nobody is left to hear of the failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  readStdin: () => text(process.stdin),
  onInterrupt,
  onTerminate,
});

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
