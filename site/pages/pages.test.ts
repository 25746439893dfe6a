import { coreProblemCodes, resourceKinds } from '@stash-functions/core';
import { describeFields } from '@stash-functions/core/descriptions';
import { adapterProblemCodes } from '@stash-functions/k8s-adapter';
import { clusterProblemCodes } from '@stash-functions/k8s-adapter/cluster';
import { lintCodes, settingCodes } from '@stash-functions/lint';
import { statusProblemCodes } from '@stash-functions/status';
import { builtinVariables, operators, templatingProblemCodes } from '@stash-functions/templating';
import { testingProblemCodes } from '@stash-functions/testing';
import { describe, expect, it } from 'vitest';
import { allPages } from './all-pages.ts';
import { outsideOfCode } from './markdown-text.ts';
import { code } from './page.ts';

const pages = new Map(allPages().map(({ path, text }) => [path, text]));
const below = (folder: string): ReadonlyArray<string> =>
  [...pages.keys()]
    .flatMap((path) => new RegExp(`^${folder}/(.+)\\.md$`).exec(path)?.[1] ?? [])
    .filter((name) => name !== 'index');

describe('the site', () => {
  it('has a page for each kind', () => {
    expect([...below('kinds')].sort()).toEqual(resourceKinds.map(({ kind }) => kind).sort());
  });

  it.each(resourceKinds.map(({ kind }) => kind))('has every field of a %s, each with its meaning', (kind) => {
    const text = pages.get(`kinds/${kind}.md`) ?? '';
    const fieldsBelow = (path: ReadonlyArray<string>): void => {
      for (const { name, text: meaning } of describeFields(kind, path)) {
        expect(text).toContain(`| ${code(name)} |`);
        expect(meaning).not.toBe('');
        if (path.length < 3) fieldsBelow([...path, name]);
      }
    };
    fieldsBelow([]);
    expect(text).toMatch(/^```yaml\napiVersion: /m);
    expect(text).not.toMatch(/\$\{\d/);
  });

  it('has a page for each built-in variable', () => {
    expect([...below('variables')].sort()).toEqual(builtinVariables.map(({ name }) => name).sort());
  });

  it('shows most variables with a value that the SDK has computed', () => {
    const withValues = below('variables').filter((name) =>
      pages.get(`variables/${name}.md`)?.includes('/playground/#example='),
    );
    expect(withValues.length).toBeGreaterThan(builtinVariables.length / 2);
  });

  it('has a page for each operator, which shows what its example gives', () => {
    expect(below('operators')).toHaveLength(operators.length);
    const list = pages.get('operators/index.md') ?? '';
    for (const { usage, example } of operators) {
      const [, slug] =
        list
          .split('\n')
          .find((line) => line.startsWith(`| [${code(usage)}]`))
          ?.match(/\(\/operators\/([\w-]+)\)/) ?? [];
      const row = `| ${code(example.template)} | ${code(example.gives)} |`;
      expect(pages.get(`operators/${slug}.md`)?.replaceAll('\\|', '|')).toContain(row);
    }
  });

  it('has a page for each problem code', () => {
    const codes = [
      coreProblemCodes,
      templatingProblemCodes,
      adapterProblemCodes,
      clusterProblemCodes,
      statusProblemCodes,
      testingProblemCodes,
      Object.fromEntries([...lintCodes, ...namesOf(settingCodes)].map((name) => [name, true])),
    ].flatMap((table) => Object.keys(table));
    expect([...below('problems')].sort()).toEqual([...new Set(codes)].sort());
  });

  it('says of each problem code how to cure it', () => {
    for (const name of below('problems')) expect(pages.get(`problems/${name}.md`)).toContain('**Cure:**');
  });

  it('has no link within it that leads nowhere', () => {
    const dead: Array<string> = [];
    for (const [path, text] of pages) {
      outsideOfCode(text, (prose) => {
        for (const [, target = ''] of prose.matchAll(/\]\((\/[^)\s#]*)[^)\s]*\)/g)) {
          const file = target.endsWith('/') ? `${target}index` : target;
          const isPage =
            pages.has(`${file.slice(1)}.md`) || /^\/(?:api|stash-functions\/playground)\/|\.svg$/.test(target);
          if (!isPage) dead.push(`${path}: ${target}`);
        }
        return prose;
      });
    }
    expect(dead).toEqual([]);
  });

  it('has no link to a file of docs that it shows itself', () => {
    const toSources = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(https:\/\/github\.com\/[^)]*\/docs\/[^)]*\)/g)].map(([link]) => `${path}: ${link}`),
    );
    expect(toSources).toEqual([]);
  });
});

function namesOf(codes: ReadonlyArray<string> | object): ReadonlyArray<string> {
  return Array.isArray(codes) ? codes : Object.keys(codes);
}
