import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { printRun, type Run, readTranscript, runBuilt, runHere, wordsOf } from './transcript.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const transcripts = join(here, 'transcripts');

/** The words of a command such as `node dist/bin.js`, which runs the built command instead of the sources. */
const builtCommand = process.env.STASH_FUNCTIONS_COMMAND?.split(' ');
/** The version of the command, where a line ends with it. */
const ownVersion = new RegExp(`(?<=^|version"?: "?|@)${manifest.version.replaceAll('.', '\\.')}(?="?$)`, 'gm');
const update = process.env.UPDATE_TRANSCRIPTS === '1';

const folders: Array<string> = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(readdirSync(transcripts))('%s', (file) => {
  const path = join(transcripts, file);
  const { preface, steps } = readTranscript(readFileSync(path, 'utf8'));
  const cwd = mkdtempSync(join(tmpdir(), 'stash-functions-transcript-'));
  folders.push(cwd);
  cpSync(join(here, 'fixtures'), cwd, { recursive: true });
  const printed: Array<string> = [];

  it('has a command', () => {
    expect(steps.length).toBeGreaterThan(0);
  });

  // The steps run in their order, because a command may change a file that the next one reads.
  it.each(steps)('$command', async ({ command, expected }) => {
    const output = printRun(await run(command, cwd))
      .replaceAll(cwd, '<here>')
      .replaceAll(/-\d{10}\b/g, '-<time>')
      // A release changes nothing else.
      .replaceAll(ownVersion, '<version>');
    printed.push(`$ stash-functions ${command}\n${output}\n`);
    if (!update) expect(output).toBe(expected);
    else if (printed.length === steps.length) writeFileSync(path, `${preface}${printed.join('\n')}`);
  });
});

async function run(command: string, cwd: string): Promise<Run> {
  const [line = '', input] = command.split(' < ');
  const stdin = input === undefined ? '' : readFileSync(join(cwd, input), 'utf8');
  const words = wordsOf(line);
  return builtCommand === undefined ? runHere(words, cwd, stdin) : runBuilt(builtCommand, words, cwd, stdin);
}
