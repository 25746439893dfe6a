/**
 * Checks the built command in plain Node: its transcripts under each major version of Node that it supports, its
 * recording, and its language server with a client of the protocol.
 */
import { checkRecording } from './record-terminal.mjs';
import { run } from './run.mjs';

/** The versions besides this Node, which npm's own runner installs. */
const otherNodes = ['node@22', 'node@24'];

export async function checkCli() {
  const command = `${process.cwd()}/packages/cli/dist/bin.js`;
  let passed = 0;
  for (const node of [process.execPath, ...(await Promise.all(otherNodes.map(installed)))]) {
    const env = { STASH_FUNCTIONS_COMMAND: `${node} ${command}`, NO_COLOR: '1' };
    const output = await run('vitest', ['run', 'packages/cli/test/transcripts.test.ts'], { env });
    passed += Number(/Tests\s+(\d+) passed/.exec(output)?.[1] ?? 0);
  }
  const server = await run('tsx', ['--tsconfig', 'tsconfig.dist.json', 'conformance/src/editor-stdio.ts']);
  passed += checkRecording().passed;
  return { passed: passed + Number(/editor over stdio (\d+)/.exec(server)?.[1] ?? 0), note: server.trim() };
}

/** The program itself, because the runner would start a second process each time. */
async function installed(node) {
  const output = await run('npx', ['-y', node, '-p', 'process.execPath'], { stdoutOnly: true });
  return output.trim();
}
