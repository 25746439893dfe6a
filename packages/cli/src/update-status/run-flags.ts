import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatProblems } from '@stash-functions/core';
import { connect } from '@stash-functions/k8s-adapter/cluster';
import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { ExitCode } from '../exit-code.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { UpdateStatusPorts } from './ports.ts';
import type { UpdateStatusFlags, UpdateStatusRequest } from './request.ts';
import { updateStatusOf } from './update-status.ts';

/** Connects to the cluster and does the work, with the files and the clock of this machine. */
export async function runFlags(
  request: UpdateStatusRequest,
  { kubeconfig, context }: UpdateStatusFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const color = hasColor(terminal.stderr, terminal.env);
  const file = kubeconfig === '' ? undefined : kubeconfig;
  const client = await connect({ file, context: context === '' ? undefined : context });
  if (isLeft(client)) {
    writeLine(terminal.stderr, formatProblems(client.left, { color }));
    return 2;
  }
  const ports: UpdateStatusPorts = {
    client: client.right,
    readText: async (path) => {
      try {
        return right(await readFile(resolve(terminal.cwd, path), 'utf8'));
      } catch (error) {
        return left(error instanceof Error ? error.message : String(error));
      }
    },
    say: (text) => writeLine(terminal.stdout, text),
    warn: (problems) => writeLine(terminal.stderr, formatProblems(problems, { color })),
  };
  return updateStatusOf(request, ports);
}
