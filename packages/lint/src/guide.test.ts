import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import * as core from '@stash-functions/core';
import * as lint from '@stash-functions/lint';
import * as templating from '@stash-functions/templating';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile } from '../../templating/test/compile.ts';

const guide = readFileSync(new URL('../../../docs/guides/explain-and-lint.md', import.meta.url), 'utf8');
const blocks = (language: string): ReadonlyArray<string> =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);

const [manifest = ''] = blocks('yaml');
const programs = blocks('ts');
const outputs = blocks('text');

/** Runs a program of the guide, and gives the output and the files that it writes. */
function run(program: string): {
  readonly printed: string;
  readonly files: ReadonlyMap<string, string>;
  readonly tests: number;
} {
  const printed: Array<string> = [];
  const files = new Map<string, string>();
  let tests = 0;
  const modules: Readonly<Record<string, unknown>> = {
    '@stash-functions/core': core,
    '@stash-functions/lint': lint,
    '@stash-functions/templating': templating,
    'node:fs': {
      readFileSync: (name: string) => (name === 'pg.yaml' ? manifest : undefined),
      writeFileSync: (name: string, text: string) => files.set(name, text),
    },
    vitest: {
      expect,
      it: (_: string, test: () => void) => {
        test();
        tests += 1;
      },
    },
  };
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const start: unknown = runInThisContext(`(require, exports, console, process) => {${outputText}}`);
  if (typeof start !== 'function') throw new Error('the program is no program');
  const log = (text: string): void => {
    printed.push(text);
  };
  start((name: string) => modules[name], {}, { log }, { stdout: { isTTY: false } });
  return { printed: printed.join('\n'), files, tests };
}

/** The parts of Node.js that the programs use. The compiler does not get its types. */
const platform = `
declare const console: { log(text: string): void };
declare const process: { readonly stdout: { readonly isTTY: boolean }; exitCode: number };
declare function readFileSync(path: string, encoding: 'utf8'): string;
declare function writeFileSync(path: string, text: string): void;
`;

describe('the guide to explain and lint', () => {
  it('has four programs', () => {
    expect(programs).toHaveLength(4);
  });

  it.each(programs.map((program, index) => [index, program] as const))(
    'has a program %i that compiles',
    (_, program) => {
      expect(compile(program.replace(/^import .* from 'node:fs';$/m, platform)).errors).toEqual([]);
    },
  );

  it('shows the explanation that the program prints', () => {
    expect(`${run(programs[0] ?? '').printed}\n`).toBe(outputs[0]);
  });

  it('shows the findings that the program prints', () => {
    expect(`${run(programs[1] ?? '').printed}\n`).toBe(outputs[1]);
  });

  it('has tests that pass', () => {
    expect(run(programs[2] ?? '').tests).toBe(2);
  });

  it('writes a SARIF log', () => {
    const log: unknown = JSON.parse(run(programs[3] ?? '').files.get('stash-functions.sarif') ?? '');
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'plaintext-secret' }] }] });
  });
});
