import { readFileSync } from 'node:fs';
import { defineFunction, type FunctionResource, orThrow } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { asProgramsSee } from '../kubelet/expanded-fields.ts';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { parseTemplate } from './parse.ts';
import { renderTemplate } from './render-template.ts';

const page = readFileSync(new URL('../../../../docs/guides/templates.md', import.meta.url), 'utf8');
const [guide = '', valuesAreData = ''] = page.split('\n## Values are data\n');

const [, assignments = ''] = /^```sh\n(.*?)^```$/ms.exec(guide) ?? [];
const variables = Object.fromEntries(
  assignments
    .trimEnd()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

const rows = [...guide.matchAll(/^\| `(.+?)` \| `(.+?)` \|/gm)].map(([, template = '', output = '']) => [
  template,
  output,
]);

const escapes = [...valuesAreData.matchAll(/^\| `(.+?)` \| (?:`(.+?)`)? ?\| `(.+?)` \| (?:`(.+?)`)?.*\|$/gm)].map(
  ([, template = '', value = '', argument = '', seen = argument]) => ({ template, value, argument, seen }),
);

describe('the guide to templates', () => {
  it.each(escapes)('is right of what a container gets for $template', ({ template, value, argument, seen }) => {
    const fn: FunctionResource = orThrow(defineFunction({ metadata: { name: 'f' }, spec: { args: [template] } }));
    const { spec } = orThrow(resolveFunction(fn, { scope: { note: value, label: value } }));
    expect(spec.args).toEqual([argument]);
    expect(asProgramsSee(spec).args).toEqual([seen]);
  });

  it('has examples', () => {
    expect(Object.keys(variables)).toHaveLength(5);
    expect(escapes).toHaveLength(3);
    expect(rows).toHaveLength(guide.match(/^\| `/gm)?.length ?? 0);
  });

  it.each(rows)('is right that %s gives %s', (template = '', output) => {
    expect(orThrow(renderTemplate(orThrow(parseTemplate(template)), variables))).toBe(output);
  });
});
