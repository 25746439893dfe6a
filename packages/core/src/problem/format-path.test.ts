import { expect, it } from 'vitest';
import { formatPath } from './format-path.ts';

it.each<[ReadonlyArray<string | number>, string]>([
  [[], ''],
  [['spec', 'args', 3], 'spec.args[3]'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels[app.kubernetes.io/name]'],
  [[0, 'a', 1, 2], '[0].a[1][2]'],
  [['a b'], '[a b]'],
  [['a', ''], 'a[""]'],
  [['a-b', 'c_d'], 'a-b.c_d'],
])('formatPath(%j) is %j', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
