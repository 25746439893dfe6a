/**
 * Follows a guide as a reader would. It writes each file that the guide shows, runs each command, and compares the output
 * with that in the guide.
 *
 *     ```yaml dump.yaml      a file, to be written as it stands
 *     ```console             commands, each after `$ `, with the output that follows it
 *     ```console exit=1      the last command ends with that exit code
 *
 * `[...]` on a line of its own stands for any lines, and `<time>` for a time. Other blocks are only for reading.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './run.mjs';

/** Resolves with the number of steps. Rejects where the guide is wrong. */
export async function followGuide(text, folder) {
  let steps = 0;
  for (const [, language, title, body] of text.matchAll(/^```(\w+) ?([^\n]*)\n(.*?)^```$/gms)) {
    if (language === 'console') steps += await runCommands(body, Number(/exit=(\d+)/.exec(title)?.[1] ?? 0), folder);
    else if (title !== '') {
      mkdirSync(dirname(join(folder, title)), { recursive: true });
      writeFileSync(join(folder, title), body);
      steps += 1;
    }
  }
  return steps;
}

async function runCommands(body, exitCode, folder) {
  const commands = body.split(/^\$ /m).slice(1);
  for (const [index, each] of commands.entries()) {
    const [command, ...expected] = each.split('\n');
    // The packages are there already, from tarballs.
    if (command.startsWith('npm install')) continue;
    const expect = [index === commands.length - 1 ? exitCode : 0];
    const output = await run('sh', ['-c', command], { cwd: folder, expect, env: { NO_COLOR: '1', FORCE_COLOR: '0' } });
    const difference = firstDifference(trimmed(expected), trimmed(withoutTimes(output).split('\n')));
    if (difference !== undefined)
      throw new Error(`the guide says of \`${command}\`:\n${difference}\n\nIt prints:\n${withoutTimes(output)}`);
  }
  return commands.length;
}

/** The lines that are in the guide but not in the output, in this order. */
function firstDifference(expected, actual) {
  let at = 0;
  let isAnywhere = false;
  for (const line of expected) {
    if (line === '[...]') {
      isAnywhere = true;
      continue;
    }
    const found = isAnywhere ? actual.indexOf(line, at) : actual[at] === line ? at : -1;
    if (found === -1) return line;
    at = found + 1;
    isAnywhere = false;
  }
  return isAnywhere || at === actual.length ? undefined : `no more behind ${expected.at(-1) ?? 'the command'}`;
}

function withoutTimes(text) {
  return text
    .replaceAll(/\b\d+(?:\.\d+)?m?s\b/g, '<time>')
    .replaceAll(/\b\d\d:\d\d:\d\d\b/g, '<time>')
    .replaceAll(/^npm warn .*\n/gm, '');
}

function trimmed(lines) {
  const text = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
  return text === '' ? [] : text.split('\n');
}
