import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { manifests } from '../../test/manifests.ts';
import { backupScenario } from '../index.ts';
import { coverageReporter } from './coverage-reporter.ts';

let printed = '';
const { exitCode } = process;
const folder = process.env.STASH_FUNCTIONS_COVERAGE;
const collect = (text: string | Uint8Array): boolean => {
  printed += String(text);
  return true;
};

beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation(collect);
  vi.spyOn(process.stderr, 'write').mockImplementation(collect);
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = exitCode;
  if (folder === undefined) delete process.env.STASH_FUNCTIONS_COVERAGE;
  else process.env.STASH_FUNCTIONS_COVERAGE = folder;
});

it('reports what scenarios wrote down since the run began, to vitest', () => {
  const reporter = coverageReporter({ threshold: 50, color: false });
  reporter.onTestRunStart();
  backupScenario({ manifests });
  reporter.onTestRunEnd();
  expect(printed).toMatch(/^\nTemplate coverage\n {2}Function dump +57\.1 % {2}8\/14\n/);
  expect(process.exitCode).toBe(exitCode);
});

it('fails a run that reached too little, in vitest and in jest', () => {
  const reporter = coverageReporter({ threshold: 90 });
  reporter.onTestRunStart();
  backupScenario({ manifests, params: { version: '2' } });
  reporter.onTestRunEnd();
  expect(process.exitCode).toBe(1);
  expect(printed).toMatch(/the template coverage is [\d.]+ %, and 90 % is asked for\n$/);
  expect(reporter.getLastError()?.message).toContain('90 % is asked for');
});

it('begins anew where a run is repeated, and forgets its failure', () => {
  const reporter = coverageReporter({ threshold: 50, color: false });
  reporter.onRunStart();
  reporter.onRunComplete();
  expect(reporter.getLastError()).toBeDefined();
  reporter.onRunStart();
  expect(reporter.getLastError()).toBeUndefined();
  backupScenario({ manifests });
  reporter.onRunComplete();
  expect(reporter.getLastError()).toBeUndefined();
  expect(existsSync(process.env.STASH_FUNCTIONS_COVERAGE ?? '')).toBe(true);
});

it('fails a run that looked at no template, where a threshold is set', () => {
  const reporter = coverageReporter({ threshold: 1, color: false });
  reporter.onTestRunStart();
  reporter.onTestRunEnd();
  expect(printed).toMatch(/^\nTemplate coverage\n {2}all +– {2}0\/0\n/);
  expect(printed).toMatch(/no template was looked at, so there is no coverage\n$/);
  expect(process.exitCode).toBe(1);
});

it('lets a run pass that looked at no template, where no threshold is set', () => {
  const reporter = coverageReporter({ color: false });
  reporter.onTestRunStart();
  reporter.onTestRunEnd();
  expect(printed).toContain('–  0/0');
  expect(process.exitCode).toBe(exitCode);
});
