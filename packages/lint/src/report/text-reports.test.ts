import { loadManifests, type Problem, readManifests } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { toGithubAnnotations } from './github.ts';
import { toJUnit } from './junit.ts';

const { problems } = readManifests(
  'apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: a }\nspec: { imge: "50%" }\n',
  { file: 'dir/a,b.yaml' },
);
const bare: Problem = { code: 'some-code', severity: 'note', message: 'a <b> & "c"\u0001\u{D800}', path: ['spec', 0] };

describe('toGithubAnnotations', () => {
  it('has a command for each problem, with what GitHub reads as syntax escaped', () => {
    expect(problems.length).toBeGreaterThan(0);
    const [first] = toGithubAnnotations(problems).split('\n');
    expect(first).toMatch(
      /^::error file=dir\/a%2Cb\.yaml,line=4,col=\d+,endLine=4,endColumn=\d+,title=unknown-field::/,
    );
    expect(first).toContain('%0Ahint: did you mean');
  });

  it('has no place where there is none, and leaves a column out of several lines', () => {
    expect(toGithubAnnotations([{ ...bare, message: 'x\r\ny' }])).toBe('::notice title=some-code::x%0D%0Ay');
    const span = loadManifests('a: [\n1,\n2', { file: 'b.yaml' });
    const commands = span._tag === 'Left' ? toGithubAnnotations(span.left) : '';
    expect(commands).toContain('file=b.yaml,line=');
  });

  it('is empty for nothing', () => {
    expect(toGithubAnnotations([])).toBe('');
  });
});

describe('toJUnit', () => {
  it('has a suite a file, a failure an error, and a passed test for a file without problems', () => {
    const xml = toJUnit(problems, { files: ['dir/a,b.yaml', 'ok.yaml'] });
    expect(xml).toContain(`<testsuite name="dir/a,b.yaml" tests="${problems.length}" failures="${problems.length}">`);
    expect(xml).toContain('<testsuite name="ok.yaml" tests="1" failures="0">');
    expect(xml).toContain('<testcase name="lint" classname="ok.yaml"/>');
    expect(xml.match(/<failure /g)?.length).toBe(problems.length);
  });

  it('tells a note without a failure, and escapes what XML cannot hold', () => {
    const xml = toJUnit([bare]);
    expect(xml).toContain('failures="0"');
    expect(xml).toContain('<system-out>');
    expect(xml).toContain('a &lt;b&gt; &amp; "c"');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(xml).not.toMatch(/[\0-\x08\uD800-\uDFFF]/);
  });
});
