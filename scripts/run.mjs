import { spawn } from 'node:child_process';
import { delimiter, resolve as resolvePath } from 'node:path';

/** The failure of a command, with all of its output. */
export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`${command} ended with exit code ${code}\n${output}`);
    this.name = 'CommandFailed';
    this.code = code;
    this.output = output;
  }
}

/**
 * Runs a command of node_modules/.bin, of the folder or of the workspace, or else of this machine. Resolves with its
 * output, both streams in one. (npx would do the same, but adds warnings of npm to the output.)
 *
 * Rejects with {@link CommandFailed} when its exit code is none of `expect`.
 */
export function run(command, args, { cwd = '.', env = {}, expect = [0], stream = false, stdoutOnly = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, npm_config_update_notifier: 'false', PATH: searchPath(cwd), ...env },
      stdio: ['ignore', stream ? 'inherit' : 'pipe', stream ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    let errors = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      tell(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      if (stdoutOnly) errors += text;
      else output += text;
      tell(text);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (expect.includes(code)) resolve(output);
      else reject(new CommandFailed([command, ...args].join(' '), code, output + errors));
    });
  });
}

/** Calls a listener with the output of commands from now on. Returns a function that stops it. */
export function onOutput(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const listeners = new Set();

function tell(text) {
  for (const listener of listeners) listener(text);
}

function searchPath(cwd) {
  const bins = [cwd, '.'].map((folder) => resolvePath(folder, 'node_modules', '.bin'));
  return [...bins, process.env.PATH].join(delimiter);
}
