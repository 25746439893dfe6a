import { expect, it } from 'vitest';
import { argumentList, flagsNamed } from './argument-list.ts';

const words = (texts: ReadonlyArray<string>) => texts.map((text, index) => ({ text, path: ['spec', 'args', index] }));

it.each([
  [['--bucket=x'], { '--bucket': 'x' }],
  [['--bucket', 'x'], { '--bucket': 'x' }],
  [['-b', 'x'], { '-b': 'x' }],
  [['-bucket=x'], { '-bucket': 'x' }],
  [['--bucket='], { '--bucket': '' }],
  [['--args=--clean --if-exists'], { '--args': '--clean --if-exists' }],
  [['--url=a=b'], { '--url': 'a=b' }],
  [['--verbose', '--bucket', 'x'], { '--verbose': true, '--bucket': 'x' }],
  [['--tag', 'a', '--tag=b', '--tag'], { '--tag': ['a', 'b', true] }],
  [['--keep', '-1'], { '--keep': '-1' }],
  [['--file', '-'], { '--file': '-' }],
  [['--file', ''], { '--file': '' }],
  [['--a', '--', '--b=1'], { '--a': true }],
  [['backup', '/data'], {}],
  [['- a', '-', '--', '-5'], {}],
  [['--json', '{"a": "-b"}'], { '--json': '{"a": "-b"}' }],
])('%j has the flags %j', (texts, flags) => {
  expect(argumentList(words(texts)).flags).toEqual(flags);
});

it.each([
  [['-p5432'], '-p', '5432'],
  [['-p', '1', '-p5432'], '-p', '1'],
  [['--port=1'], '-p', undefined],
  [['-po=1'], '-p', 'o=1'],
  [['--p'], '-p', undefined],
])('among %j the value of %s is %s', (texts, name, value) => {
  expect(flagsNamed(words(texts), name)[0]?.value).toBe(value);
});

it('tells which words a flag consists of', () => {
  const [flag] = flagsNamed(words(['backup', '--tag', 'a']), '--tag');
  expect(flag?.words.map(({ path }) => path)).toEqual([
    ['spec', 'args', 1],
    ['spec', 'args', 2],
  ]);
});
