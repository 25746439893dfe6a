import { orThrow } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { resolveStrings } from '../resolve/resolve-strings.ts';
import { parseTemplate } from '../template/parse.ts';
import { renderTemplate } from '../template/render-template.ts';
import { builtinVariables } from './catalogue.ts';
import { scopeOf } from './scope.ts';
import { similarVariable } from './similar-variable.ts';

const builtin = builtinVariables.map(({ name }) => name);

describe('similarVariable', () => {
  it.each([
    ['REPOSITORY_BUKET', 'REPOSITORY_BUCKET'],
    ['TARGET_NAEM', 'TARGET_NAME'],
    ['TARGET_NAMESPCE', 'TARGET_NAMESPACE'],
    ['HOSTNAEM', 'HOSTNAME'],
    ['HOST_NAME', 'HOSTNAME'],
    ['repositoryPrefix', 'REPOSITORY_PREFIX'],
    ['RETENTION_KEEP_LAST_', 'RETENTION_KEEP_LAST'],
  ])('takes %s for %s', (name, meant) => {
    expect(similarVariable(name, builtin)).toBe(meant);
  });

  it.each([
    'TARGET_PORT',
    'TARGET_HOST',
    'MAX_CONCURRENCY',
    'REPOSITORY_USER',
    'SOURCE_NAME',
    'table',
    'A',
    'TARGET_TYPE',
  ])('takes %s for no other variable', (name) => {
    expect(similarVariable(name, builtin)).toBeUndefined();
  });

  it('is no variable that the same templates use already', () => {
    const hintOf = (text: string): string | undefined => {
      const result = resolveStrings({ text }, scopeOf({ password: 'x' }));
      return isLeft(result) ? result.left[0].hint : undefined;
    };
    expect(hintOf('${passwords}')).toBe('did you mean `password`?');
    expect(hintOf('${passwords} ${password}')).not.toMatch(/did you mean/);
    expect(hintOf('${HOSTNAEM} ${HOSTNAME:=x}')).toBe('did you mean `HOSTNAME`?');
    const rendered = renderTemplate(orThrow(parseTemplate('${passwords} ${password}')), { password: 'x' });
    expect(isLeft(rendered) && rendered.left[0].hint).not.toMatch(/did you mean/);
  });

  it('takes no name for itself', () => {
    expect(similarVariable('HOSTNAME', ['HOSTNAME', 'hostname'])).toBe('hostname');
  });
});
