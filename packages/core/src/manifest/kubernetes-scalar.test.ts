import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kubectlVerdicts } from './kubectl-verdicts.test-table.ts';
import { exactInteger, isPlainString, keyOfScalar, readPlainScalar } from './kubernetes-scalar.ts';
import { loadManifests } from './load.ts';

/** YAML 1.2 and JSON allow these, Kubernetes' reader refuses them, and we read them. */
const moreThanKubectl: ReadonlySet<string> = new Set(['"\\/"', '"\\ud800"', '!<>']);

const header = 'apiVersion: v1\nkind: Example\nmetadata: {name: example}\nspec:\n';

describe('a scalar is read as kubectl reads it', () => {
  it.each(kubectlVerdicts.filter(([source]) => !moreThanKubectl.has(source)))('v: %j', (source, json) => {
    const loaded = loadManifests(`${header}  v: ${source}\n`);
    if (json === undefined) expect(loaded._tag).toBe('Left');
    else expect(loaded).toMatchObject({ right: { others: [{ spec: { v: JSON.parse(json) } }] } });
  });

  it.each([...moreThanKubectl])('v: %s is read although kubectl refuses it', (source) => {
    expect(loadManifests(`${header}  v: ${source}\n`)._tag).toBe('Right');
  });
});

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.skipIf(!kubectl)('the table of verdicts (skipped without kubectl on the PATH)', () => {
  it('holds what kubectl says of the scalars that it reads', () => {
    const read = kubectlVerdicts.filter(([, json]) => json !== undefined);
    const lines = read.map(([source], index) => `  v${index}: ${source}\n`);
    const answer = askKubectl(header + lines.join(''));
    const spec = JSON.parse(answer.stdout).spec;
    read.forEach(([source, json], index) => {
      expect([source, spec[`v${index}`]]).toEqual([source, JSON.parse(json ?? '')]);
    });
  });

  it.each(kubectlVerdicts.filter(([, json]) => json === undefined).filter((_, index) => index % 8 === 0))(
    'says that kubectl refuses v: %j',
    (source) => {
      expect(askKubectl(`${header}  v: ${source}\n`).status).not.toBe(0);
    },
  );
});

describe('a key is the string that Kubernetes makes of it', () => {
  it.each([
    ['a', 'a'],
    ['yes', 'true'],
    ['off', 'false'],
    ['012', '10'],
    ['1_000', '1000'],
    ['0x10', '16'],
    ['-0', '0'],
    ['-0.0', '-0'],
    ['1.10', '1.1'],
    ['.5', '0.5'],
    ['1e5', '100000'],
    ['1e6', '1e+06'],
    ['1e21', '1e+21'],
    ['1e-7', '1e-07'],
    ['0.0001', '0.0001'],
    ['0.00001', '1e-05'],
    ['100000.5', '100000.5'],
    ['123456789.5', '1.2345679e+08'],
    ['16777217.0', '1.6777216e+07'],
    ['3.4e39', '.inf'],
    ['1e-50', '0'],
    ['9223372036854775807', '9223372036854775807'],
    ['2001-01-01', '2001-01-01'],
    ['12:30', '12:30'],
    ['~', undefined],
    ['null', undefined],
    ['', undefined],
  ])('%s: %s', (source, key) => {
    expect(keyOfScalar(source)).toBe(key);
  });
});

describe('isPlainString', () => {
  it.each(['yes', 'No', '012', '1_000', '0b1', '0o7', 'null', '~', '', '.inf', '1e3', '.5', '+1', '-0'])(
    'is false for %j, which needs quotes',
    (text) => {
      expect(isPlainString(text)).toBe(false);
    },
  );

  it.each(['yEs', '12:30', '2001-01-01', '0b2', '1e400', '1Gi', '500m', '--a=${X:=}', 'infinity'])(
    'is true for %j',
    (text) => {
      expect(isPlainString(text)).toBe(true);
    },
  );
});

describe('exactInteger', () => {
  it.each([
    ['9007199254740993', 9007199254740993n],
    ['0x20000000000001', 9007199254740993n],
    ['9007199254740992', undefined],
    ['9007199254740991', undefined],
    ['1e300', undefined],
    ['5', undefined],
  ])('%s', (text, exact) => {
    expect(exactInteger(text, Number(readPlainScalar(text)))).toBe(exact);
  });
});

function askKubectl(text: string): { readonly status: number | null; readonly stdout: string } {
  const folder = mkdtempSync(join(tmpdir(), 'verdicts-'));
  try {
    const file = join(folder, 'manifest.yaml');
    writeFileSync(file, text);
    return spawnSync('kubectl', ['label', '--local', '-f', file, 'a=b', '-o', 'json'], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
