import { CommandFailed, run } from './run.mjs';
import { build, install } from './setup.mjs';

/**
 * Sets up, then runs a TypeScript program of the workspace on the built packages. The program has this terminal, and
 * its exit code becomes ours.
 */
export async function runProgram(program, args) {
  await install();
  await build();
  try {
    await run('tsx', ['--tsconfig', 'tsconfig.dist.json', program, ...args], { stream: true });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    process.exitCode = error.code;
  }
}
