import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifests } from '@stash-functions/core';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { wordsOf } from './transcript.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'stash-functions-integrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync(fixtures, folder, { recursive: true });

// This npx prints its arguments instead of installing anything, because these files only decide the arguments.
writeFileSync(join(folder, 'npx'), '#!/bin/sh\nfor each in "$@"; do printf "%s\\n" "$each"; done\n');
chmodSync(join(folder, 'npx'), 0o755);

describe('action.yml', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  const defaults = Object.fromEntries(
    Object.entries<{ default: string }>(action.inputs).map(([name, input]) => [name, input.default]),
  );

  /** The arguments that npx gets. As the runner does, the step's environment is filled in and its script is run. */
  const argumentsFor = (inputs: Record<string, string>): ReadonlyArray<string> => {
    const [step] = action.runs.steps;
    const given: Record<string, string> = { ...defaults, ...inputs };
    const env: Record<string, string> = { PATH: `${folder}${delimiter}${process.env.PATH}` };
    for (const [name, value] of Object.entries<string>(step.env)) {
      env[name] = value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input) => given[input] ?? '');
    }
    const { stdout, stderr, status } = spawnSync('bash', ['--noprofile', '--norc', '-c', step.run], {
      cwd: folder,
      env,
      input: '',
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return stdout.trimEnd().split('\n');
  };

  it.each<[what: string, inputs: Record<string, string>, words: ReadonlyArray<string>]>([
    ['nothing', {}, ['--yes', 'stash-functions@latest', 'lint', '--format', 'github', '--', '.']],
    [
      'paths on lines, options and a version',
      { paths: 'functions/\nbackup.yaml', args: '--rule a=off', strict: 'true', version: '1.2.3' },
      [
        '--yes',
        'stash-functions@1.2.3',
        'lint',
        '--format',
        'github',
        '--rule',
        'a=off',
        '--strict',
        '--',
        'functions/',
        'backup.yaml',
      ],
    ],
    [
      'what would be a command, were it part of the script',
      { paths: '$(touch${IFS}owned) "; exit 3; "' },
      [
        '--yes',
        'stash-functions@latest',
        'lint',
        '--format',
        'github',
        '--',
        '$(touch${IFS}owned)',
        '";',
        'exit',
        '3;',
        '"',
      ],
    ],
  ])('runs the command with %s', (_, inputs, words) => {
    expect(argumentsFor(inputs)).toEqual(words);
  });
});

/** A folder whose npx runs the sources, whatever version is asked for. */
function folderWithCommand(): string {
  const made = mkdtempSync(join(tmpdir(), 'stash-functions-npx-'));
  const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
  const script = [
    '#!/bin/sh',
    'shift 2',
    `TSX_TSCONFIG_PATH='${join(root, 'tsconfig.json')}' exec '${process.execPath}' --import '${loader}' '${join(root, 'packages/cli/src/bin.ts')}' "$@"`,
  ].join('\n');
  writeFileSync(join(made, 'npx'), `${script}\n`);
  chmodSync(join(made, 'npx'), 0o755);
  return made;
}

describe('the command behind both', () => {
  const bin = folderWithCommand();
  afterAll(() => rmSync(bin, { recursive: true, force: true }));
  const env = { PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: '1' };

  it.each<[what: string, inputs: Record<string, string>, code: number, annotation: RegExp]>([
    ['files without mistakes', { PATHS: 'backup.yaml' }, 0, /^$/],
    ['a mistake', { PATHS: 'misspelt.yaml' }, 1, /^::error file=misspelt\.yaml,line=6,/m],
    ['a warning', { PATHS: 'warned.yaml' }, 0, /^::warning file=warned\.yaml,line=/m],
    ['a warning that counts', { PATHS: 'warned.yaml', STRICT: 'true' }, 1, /^::error file=warned\.yaml,line=/m],
    ['a path that leads nowhere', { PATHS: 'nowhere.yaml' }, 2, /^$/],
    ['an option that there is not', { PATHS: 'backup.yaml', ARGS: '--strickt' }, 2, /^$/],
  ])('annotates in the action: %s', (_, inputs, code, annotation) => {
    const [step] = parse(readFileSync(join(root, 'action.yml'), 'utf8')).runs.steps;
    const { stdout, status } = spawnSync('bash', ['--noprofile', '--norc', '-c', step.run], {
      cwd: folder,
      env: { ...env, STRICT: 'false', VERSION: 'latest', ARGS: '', ...inputs },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(annotation);
    expect(status).toBe(code);
  });

  it.each([
    ['backup.yaml', 0],
    ['misspelt.yaml', 1],
  ])('runs on what pre-commit gives it: %s', (file, code) => {
    const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    const [program = '', ...words] = wordsOf(hook.entry);
    const { stdout, status } = spawnSync(program, [...words, file], { cwd: folder, env, encoding: 'utf8' });
    expect(stdout).toMatch(code === 0 ? /^nothing found/ : /unknown-field/);
    expect(status).toBe(code);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('runs the command on the files that it is given', () => {
    const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
    expect(wordsOf(hook.entry)).toEqual(['npx', '--yes', 'stash-functions', 'lint']);
    expect(hook.types_or).toEqual(['yaml', 'json']);
  });
});

describe('the plugin of Krew', () => {
  it('names the plugin, and what kubectl finds it by is a command of the package', () => {
    const text = readFileSync(join(root, '.krew.yaml'), 'utf8');
    const plugin = parse(text.replace(/^ *\{\{addURIAndSha.*$/m, ''));
    const { bin } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
    expect(plugin.metadata.name).toBe('stash-functions');
    expect(bin[`kubectl-${plugin.metadata.name.replaceAll('-', '_')}`]).toBe(`./dist/${plugin.spec.platforms[0].bin}`);
    expect(plugin.spec.shortDescription.length).toBeLessThanOrEqual(50);
    expect(readManifests(text.replace(/^ *\{\{addURIAndSha.*$/m, '')).manifests.others.length).toBe(1);
  });
});
