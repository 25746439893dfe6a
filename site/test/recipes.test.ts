import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import * as core from '@stash-functions/core';
import * as adapter from '@stash-functions/k8s-adapter';
import * as templating from '@stash-functions/templating';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { printRun, runHere, wordsOf } from '../../packages/cli/test/transcript.ts';

const docs = join(import.meta.dirname, '../../docs');
const pages = [
  'coming-from-stash.md',
  'from-templates.md',
  ...readdirSync(join(docs, 'recipes')).map((file) => `recipes/${file}`),
];

/** A block of code: a file, commands, or what the program above it prints. */
interface Block {
  readonly language: string;
  readonly title: string;
  readonly body: string;
}

describe.each(pages)('docs/%s', (page) => {
  const path = join(docs, page);
  const text = readFileSync(path, 'utf8');
  const blocks = [...text.matchAll(/^```(\w+) ?([^\n]*)\n(.*?)^```$/gms)].map(
    ([, language = '', title = '', body = '']): Block => ({ language, title, body }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-recipe-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows what its commands and programs print', async () => {
    let updated = text;
    let printed = '';
    for (const block of blocks) {
      const { language, title, body } = block;
      if (language === 'console') {
        const [, command = ''] = /^\$ npx stash-functions (.*)$/m.exec(body) ?? [];
        const run = await runHere(wordsOf(command), folder, '');
        const output = `$ npx stash-functions ${command}\n${printRun(run).replace(/\n\[\d\]$/, '')}\n`;
        updated = updated.replace(body, () => output);
      } else if (language === 'ts') printed = runProgram(body, folder);
      else if (title !== '') writeFileSync(join(folder, title), body);
      else if (language === 'text')
        updated = updated.replace(`\`\`\`text\n${body}\`\`\``, () => `\`\`\`text\n${printed}\`\`\``);
    }
    if (process.env.UPDATE_RECIPES === '1') writeFileSync(path, updated);
    else expect(updated).toBe(text);
  });
});

/** Runs a program of a page on the sources, and gives what it prints. */
function runProgram(program: string, folder: string): string {
  const modules: Readonly<Record<string, unknown>> = {
    '@stash-functions/core': core,
    '@stash-functions/k8s-adapter': adapter,
    '@stash-functions/templating': templating,
    'node:fs': { readFileSync: (name: string) => readFileSync(join(folder, name), 'utf8') },
  };
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const start: unknown = runInThisContext(`(require, exports, console) => {${outputText}}`);
  if (typeof start !== 'function') throw new Error('the program is no program');
  let printed = '';
  const log = (...words: ReadonlyArray<unknown>): void => {
    printed += `${words.join(' ').trimEnd()}\n`;
  };
  start((name: string) => modules[name], {}, { log });
  return printed;
}
