import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../test/compile.ts';

const guide = readFileSync(new URL('../../../../docs/guides/types.md', import.meta.url), 'utf8');

/** The first block of the guide defines the values that the others use. */
const [definition, ...others] = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block ?? '');

/** Blocks of one call with the compiler's message below it. */
const refused = others.filter((block) => block.startsWith('resolveFunction'));

describe('the guide to the types', () => {
  const given = `
import type { BackupContext } from '@stash-functions/templating';
export declare const { repository, invoker, session }: Required<BackupContext>;
${definition}`;
  const { errors, hover } = compile(
    `${given}type Params = NonNullable<Parameters<typeof resolveFunction<typeof dump, typeof scope>>[1]['params']>;`,
  );

  it('defines a Function and resolves it', () => {
    expect(errors).toEqual([]);
  });

  it('shows the params as an editor does', () => {
    const shown = others.find((block) => block.startsWith('params?:')) ?? '';
    expect(shown.replaceAll(/\s+/g, ' ').trim()).toBe(`params?: ${hover('Params')}`);
  });

  it('has two calls that are refused', () => {
    expect(refused).toHaveLength(2);
  });

  it.each(refused.map((block) => [block.slice(0, block.indexOf('\n')), block]))(
    'shows what the compiler says of %s',
    (_, block) => {
      const [message] = compile(`${given}${block}`).errors.map((error) => error.message);
      const shown = [...block.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line).join(' ');
      for (const part of shown.split('...')) expect(message).toContain(part.trim());
    },
  );
});
