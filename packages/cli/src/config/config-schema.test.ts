import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { configSchema } from './config-schema.ts';
import { readConfig } from './read-config.ts';

const cwd = mkdtempSync(join(tmpdir(), 'stash-functions-config-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const terminal = {
  cwd,
  env: {},
  stdout: { write: () => undefined, isTTY: false, columns: undefined },
  stderr: { write: () => undefined, isTTY: false, columns: undefined },
  readStdin: async () => '',
  onInterrupt: () => () => undefined,
  onTerminate: () => () => undefined,
};

describe('the schema of the settings', () => {
  const validate = new Ajv2020().compile(configSchema());

  it.each<unknown>([
    {},
    { $schema: 'config.schema.json', rules: { 'bare-dollar-name': 'off', 'yaml-syntax': 'note' }, strict: true },
    { operatorFunctions: 'none' },
    { operatorFunctions: 'stsh' },
    { site: 'https://docs.example.com/backup/' },
    { site: 'docs.example.com' },
    { site: 'https://' },
    { site: 1 },
    { rule: {} },
    { rules: { 'bare-dolar-name': 'off' } },
    { rules: { 'bare-dollar-name': 'of' } },
    { rules: [] },
    { strict: 'yes' },
    [],
    'strict',
    null,
  ])('says of %j what reading it says', async (settings) => {
    writeFileSync(join(cwd, 'settings.json'), JSON.stringify(settings));
    const isRead = await readConfig('settings.json', terminal).then(
      () => true,
      () => false,
    );
    expect(validate(settings)).toBe(isRead);
  });

  it('is looked for in the folder and above it, up to the root of the repository', async () => {
    writeFileSync(join(cwd, 'stash-functions.config.js'), 'export default { strict: true };');
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
    expect(await readConfig(true, terminal)).toEqual({ rules: {}, strict: true });
    expect(await readConfig(false, terminal)).toEqual({});
  });
});
