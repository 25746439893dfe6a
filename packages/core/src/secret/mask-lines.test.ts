import { describe, expect, it } from 'vitest';
import { loadManifests } from '../manifest/load.ts';
import { formatProblems } from '../problem/format-problems.ts';
import { maskSecretLines } from './mask-lines.ts';

describe('maskSecretLines', () => {
  it.each([
    ['password: hunter2', 'password: *******'],
    ["  - password: 'hunter2' # mine", "  - password: '*******' # mine"],
    ['{"name": "PGPASSWORD", "value": "hunter2"},', '{"name": "PGPASSWORD", "value": "*******"},'],
    ['- { value: hunter2, name: dbToken }', '- { value: *******, name: dbToken }'],
    ['args: [--password=hunter2]', 'args: [--password=********'],
    ['url: postgres://root:hunter2@db/x', 'url: postgres://root:*******@db/x'],
    ['password: ${password}', 'password: ${password}'],
    ['secretName: pg-auth', 'secretName: pg-auth'],
    ['name: password', 'name: password'],
    ['value: hunter2', 'value: hunter2'],
    ['password: |', 'password: |'],
    ['message: the password: none', 'message: the password: none'],
  ])('of %s', (line, masked) => {
    const [shown = ''] = maskSecretLines([line]);
    expect(shown).toBe(masked);
    expect(shown).toHaveLength(line.length);
  });

  it('looks at the lines around for the name of a param', () => {
    expect(maskSecretLines(['- name: PGPASSWORD', '  value: hunter2', '- name: PGUSER', '  value: root'])).toEqual([
      '- name: PGPASSWORD',
      '  value: *******',
      '- name: PGUSER',
      '  value: root',
    ]);
    expect(maskSecretLines(['- value: hunter2', '  name: token'])).toEqual(['- value: *******', '  name: token']);
  });

  it('takes time in proportion to the length', () => {
    const hostile = `${'a:'.repeat(4000)}${'"\\'.repeat(4000)}`;
    expect(maskSecretLines([hostile, 'password: hunter2'])[1]).toBe('password: *******');
  });

  it('is what the frame of a mistake beside a secret shows', () => {
    const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: f }
spec:
  runtimeSettings:
    env:
      - name: PGPASSWORD
        value: hunter2
        vale: x
`;
    const result = loadManifests(text);
    const printed = result._tag === 'Left' ? formatProblems(result.left) : '';
    expect(printed).toContain('value: *******');
    expect(printed).not.toContain('hunter2');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
