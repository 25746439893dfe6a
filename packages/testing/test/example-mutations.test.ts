import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { orThrow, printManifest } from '@stash-functions/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  backendNames,
  backupScenario,
  parseFlags,
  readManifestFiles,
  restoreScenario,
  type Scenario,
} from '../src/index.ts';
import { firstFailure } from './example-tests.ts';
import { type Mutation, mutationsOf } from './mutations.ts';

/** `MUTATIONS=1000` tries all mutations in a minute; `MUTATION_SEED=2` tries others. */
const count = Number(process.env.MUTATIONS ?? 30);
const seed = Number(process.env.MUTATION_SEED ?? 1);

const example = new URL('../../../examples/unit-testing/', import.meta.url);
const here = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'stash-functions-mutations-'));

beforeAll(() => {
  for (const part of ['functions', 'tasks'])
    cpSync(fileURLToPath(new URL(part, example)), join(folder, part), { recursive: true });
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

/**
 * The work of the example's Functions in enough different circumstances: any change of behaviour shows in one of them.
 */
const functions = [
  { name: 'postgres-dump', task: 'postgres-backup', params: ['database', 'port', 'lockWaitTimeout', 'authSecret'] },
  { name: 'mysql-dump', task: 'mysql-backup', params: ['database', 'port', 'gtidPurged'] },
  {
    name: 'directory-backup',
    task: 'directory-backup',
    params: ['resticVersion', 'compression', 'exclude', 'retryLock'],
  },
  { name: 'notify', task: 'directory-backup', params: ['curlVersion', 'timeout', 'channel', 'webhookSecret'] },
] as const;

describe.each(functions)('the tests of the example, for $name', ({ name, task, params }) => {
  const file = new URL(`tests/${name}.test.js`, example);
  const path = (): string => join(folder, 'functions', `${name}.yaml`);

  it('pass for the Function as it is', async () => {
    expect(await firstFailure(file, `${name}-original`)).toBeUndefined();
  });

  it('fail for every mutation that changes what it does', { timeout: 120_000 }, async () => {
    const fn = orThrow(readManifestFiles('functions')).functions.get(name);
    if (fn === undefined) throw new Error(`there is no Function ${name}`);
    writeFileSync(path(), printManifest(fn));
    const original = behaviourOf(task, name, params);
    const survivors: Array<string> = [];
    let caught = 0;
    for (const [index, mutation] of mutationsOf(fn, seed, count).entries()) {
      writeFileSync(path(), printed(mutation));
      if ((await firstFailure(file, `${name}-${index}`)) !== undefined) caught += 1;
      else if (behaviourOf(task, name, params) !== original) survivors.push(mutation.name);
    }
    writeFileSync(path(), printManifest(fn));
    expect(survivors).toEqual([]);
    expect(caught, 'caught').toBeGreaterThanOrEqual(20);
  });
});

function printed({ mutant }: Mutation): string {
  return typeof mutant === 'object' && mutant !== null ? printManifest(mutant) : '';
}

function behaviourOf(task: string, name: string, params: ReadonlyArray<string>): string {
  const manifests = readManifestFiles('functions', 'tasks');
  const given = Object.fromEntries(params.map((param) => [param, `the-${param}`]));
  const scenarios = backendNames.flatMap((backend) => [
    backupScenario({ manifests, task, backend, target: 'AppBinding' }),
    backupScenario({ manifests, task, backend, target: 'AppBinding', params: given }),
    restoreScenario({ manifests, function: name, backend, target: 'AppBinding' }),
    backupScenario({ manifests, task, backend, repository: { spec: { backend: { [backend]: { prefix: 'x' } } } } }),
  ]);
  return JSON.stringify(scenarios.map(summaryOf));
}

function summaryOf(scenario: Scenario): unknown {
  const { result } = scenario;
  if (result._tag === 'Left') return result.left.map(({ code, message }) => `${code} ${message}`).sort();
  const containers = scenario.containers.map(({ spec, command, args }) => ({
    ...spec,
    args: argumentsOf([...command, ...args]),
  }));
  return [scenario.pod.volumes, containers];
}

/** A program does not care about the order of flags, but it does about that of other words. */
function argumentsOf(words: ReadonlyArray<string>): ReadonlyArray<unknown> {
  const end = words.indexOf('--');
  const own = (end === -1 ? words : words.slice(0, end)).map((text) => ({ text, path: [] }));
  const flags = parseFlags(own);
  const inFlags = new Set(flags.flatMap((flag) => flag.words));
  const others = own.filter((word) => !inFlags.has(word)).map(({ text }) => text);
  const said = flags.map(({ name, value }) => `${name} ${value}`).sort();
  return [said, others, ...(end === -1 ? [] : argumentsOf(words.slice(end + 1)))];
}
