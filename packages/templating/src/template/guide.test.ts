import { readFileSync } from 'node:fs';
import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse.ts';
import { renderTemplate } from './render-template.ts';

const guide = readFileSync(new URL('../../../../docs/guides/templates.md', import.meta.url), 'utf8');

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

describe('the guide to templates', () => {
  it('has examples', () => {
    expect(Object.keys(variables)).toHaveLength(5);
    expect(rows).toHaveLength(guide.match(/^\| `/gm)?.length ?? 0);
  });

  it.each(rows)('is right that %s gives %s', (template = '', output) => {
    expect(orThrow(renderTemplate(orThrow(parseTemplate(template)), variables))).toBe(output);
  });
});
