import { loadManifests } from '@stash-functions/core';
import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { lintManifests } from '../lint.ts';
import { toSarif } from './sarif.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: pg }
spec:
  podSecurityPolicyName: old
  args: ['--name=$TARGET_NAME']
`;
const lint = (file?: string) => lintManifests(orThrow(loadManifests(text, file === undefined ? {} : { file })));

describe('toSarif', () => {
  it('says for each Problem its rule, its level, its file and its resource', () => {
    const [run] = toSarif(lint('functions/a b.yaml'), { version: '1.0.0' }).runs;
    expect(run.tool.driver).toMatchObject({
      name: 'stash-functions',
      version: '1.0.0',
      rules: [{ id: 'bare-dollar-name' }, { id: 'pod-security-policy-removed' }],
    });
    expect(run.results.find(({ ruleId }) => ruleId === 'bare-dollar-name')).toEqual({
      ruleId: 'bare-dollar-name',
      ruleIndex: 0,
      level: 'warning',
      message: { text: expect.stringContaining('. Hint: write `${TARGET_NAME}`') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'functions/a%20b.yaml' },
            region: { startLine: 6, startColumn: 18, endLine: 6, endColumn: 30 },
          },
          logicalLocations: [{ fullyQualifiedName: 'Function/pg/spec.args[0]' }],
        },
      ],
    });
  });

  it('is valid by the rules of SARIF 2.1.0', () => {
    for (const log of [toSarif(lint('/abs/a.yaml')), toSarif(lint()), toSarif([])]) {
      expect(invalidParts(JSON.parse(JSON.stringify(log)))).toEqual([]);
    }
  });

  it('links each rule to the page that explains it', () => {
    const rules = toSarif(lint('a.yaml')).runs[0].tool.driver.rules;
    expect(rules.map(({ helpUri }) => helpUri)).toContainEqual(expect.stringMatching(/\/problems\/bare-dollar-name$/));
  });

  it('links to other pages where it is told to', () => {
    const [rule] = toSarif(lint('a.yaml'), { helpUri: (code) => `https://docs.example.com/${code}` }).runs[0].tool
      .driver.rules;
    expect(rule?.helpUri).toBe(`https://docs.example.com/${rule?.id}`);
  });
});

/**
 * Checks the parts of a log of ours against sections 3.13 to 3.52 of the standard, and lists the demands that are not
 * met.
 */
function invalidParts(log: unknown): ReadonlyArray<string> {
  const problems: Array<string> = [];
  const demand = (holds: boolean, rule: string): void => {
    if (!holds) problems.push(rule);
  };
  const object = (
    value: unknown,
    allowed: ReadonlyArray<string>,
    required: ReadonlyArray<string>,
    rule: string,
  ): Map<string, unknown> => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    demand(isObject, `${rule} is an object`);
    const fields = new Map<string, unknown>(isObject ? Object.entries(value) : []);
    for (const name of fields.keys()) demand(allowed.includes(name), `${rule} has no ${name}`);
    for (const name of required) demand(fields.has(name), `${rule} needs ${name}`);
    return fields;
  };
  const list = (value: unknown, rule: string): ReadonlyArray<unknown> => {
    demand(Array.isArray(value), `${rule} is a list`);
    return Array.isArray(value) ? value : [];
  };
  const root = object(log, ['$schema', 'version', 'runs'], ['version', 'runs'], '3.13 sarifLog');
  demand(root.get('version') === '2.1.0', '3.13.2 version is 2.1.0');
  for (const each of list(root.get('runs'), '3.13.4 runs')) {
    const run = object(each, ['tool', 'results', 'columnKind'], ['tool'], '3.14 run');
    demand(['utf16CodeUnits', 'unicodeCodePoints'].includes(String(run.get('columnKind'))), '3.14.17 columnKind');
    const tool = object(run.get('tool'), ['driver'], ['driver'], '3.18 tool');
    const driver = object(
      tool.get('driver'),
      ['name', 'version', 'informationUri', 'rules'],
      ['name'],
      '3.19 toolComponent',
    );
    demand(URL.canParse(String(driver.get('informationUri'))), '3.19.4 informationUri is an absolute URI');
    const rules = list(driver.get('rules'), '3.19.23 rules').map((rule) =>
      object(rule, ['id', 'helpUri', 'shortDescription'], ['id'], '3.49 reportingDescriptor'),
    );
    demand(new Set(rules.map((rule) => rule.get('id'))).size === rules.length, '3.19.23 rules are unique');
    for (const rule of rules) demand(URL.canParse(String(rule.get('helpUri'))), '3.49.12 helpUri is an absolute URI');
    for (const result of list(run.get('results'), '3.14.23 results')) {
      const fields = object(
        result,
        ['ruleId', 'ruleIndex', 'level', 'message', 'locations'],
        ['message'],
        '3.27 result',
      );
      demand(
        rules[Number(fields.get('ruleIndex'))]?.get('id') === fields.get('ruleId'),
        '3.27.6 ruleIndex is that of ruleId',
      );
      demand(['none', 'note', 'warning', 'error'].includes(String(fields.get('level'))), '3.27.10 level');
      const message = object(fields.get('message'), ['text'], ['text'], '3.11 message');
      demand(typeof message.get('text') === 'string' && message.get('text') !== '', '3.11.8 text is not empty');
      for (const location of list(fields.get('locations') ?? [], '3.27.12 locations')) {
        const place = object(location, ['physicalLocation', 'logicalLocations'], [], '3.28 location');
        if (!place.has('physicalLocation')) continue;
        const physical = object(
          place.get('physicalLocation'),
          ['artifactLocation', 'region'],
          ['artifactLocation'],
          '3.29 physicalLocation',
        );
        const artifact = object(physical.get('artifactLocation'), ['uri'], [], '3.4 artifactLocation');
        demand(/^[\w.~:/%!$&'()*+,;=@-]+$/.test(String(artifact.get('uri'))), '3.4.3 uri is a URI reference');
        const region = object(
          physical.get('region'),
          ['startLine', 'startColumn', 'endLine', 'endColumn'],
          [],
          '3.30 region',
        );
        const numbers = [...region.values()].map(Number);
        demand(
          numbers.every((number) => Number.isInteger(number) && number >= 1),
          '3.30.5 lines and columns begin at 1',
        );
        demand(
          Number(region.get('endLine')) >= Number(region.get('startLine')),
          '3.30.7 endLine is not before startLine',
        );
      }
    }
  }
  return problems;
}
