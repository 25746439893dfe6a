/**
 * Walks the sources and counts the places that name members of a family: kinds, backends, operators, built-in
 * variables, rules of lint. A new member must touch only its own file, one ordered list and the exports. A file that
 * names most of its siblings would have to name it too, and is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The families. Each has the files of its entries and the form of their names there. It has the ordered lists that may
 * name all of them, and the form in which a source file names one.
 */
const families = [
  {
    name: 'kind',
    entries: /^packages\/core\/src\/resource\/[\w-]+\.ts$/,
    entry: /^export const \w+Facts = \{[\s\S]*?\n {2}kind: '(\w+)',/gm,
    lists: ['packages/core/src/resource/kinds.ts', 'packages/core/src/resource/kind-facts.ts'],
    naming: quoted,
  },
  {
    name: 'backend',
    entries: /^packages\/core\/src\/resource\/backend\/[\w-]+\.ts$/,
    entry: /backendKind\(\{\s+name: '(\w+)',/g,
    lists: ['packages/core/src/resource/backend/backends.ts'],
    naming: (name) => new RegExp(`'${name}'|\\b${name}: \\{|\\.${name}\\b`),
  },
  {
    name: 'operator',
    entries: /^packages\/templating\/src\/template\/operators\.ts$/,
    entry: /^\s+operator: '([^']+)',/gm,
    lists: [],
    naming: quoted,
  },
  {
    name: 'variable',
    entries: /^packages\/templating\/src\/variables\/builtin\/[\w-]+\.ts$/,
    entry: /^ {2}([A-Z][A-Z_]+): \{$/gm,
    lists: [],
    naming: (name) => new RegExp(`'${name}'|\\b${name}:`),
    // Each file holds the variables of one source.
    isAtHome: (path) => path.startsWith('packages/templating/src/variables/builtin/'),
  },
  {
    name: 'rule',
    entries: /^packages\/lint\/src\/rules\/[\w-]+\.ts$/,
    entry: /^ {2}code: '([\w-]+)',/gm,
    lists: ['packages/lint/src/rules.ts'],
    naming: quoted,
  },
];

/** Files that name most of a family for a reason of their own. A new sibling does not touch them. */
const reasons = {
  'packages/core/src/resource/references-of.ts': 'says which kinds refer to which; a kind may refer to none',
  'packages/testing/src/scenario/default-resources.ts': 'makes one resource of each kind that a scenario needs',
  'packages/language-service/src/features/snippets.ts': 'one text a kind for people to fill in; a kind may have none',
  'packages/status/src/metrics/resource-metric-table.ts': 'one metric a row; a kind without a row has no metrics',
  'packages/status/src/metrics/custom-resource-state.ts': 'the same for kube-state-metrics',
};

/** The share of a family that makes a file a list of it. */
const most = 0.6;

/** Gives the number of families. Throws with every file that a new entry would touch besides its own. */
export function dryWalks() {
  const sources = sourceFiles().map((path) => ({ path, text: codeOf(readFileSync(join(root, path), 'utf8')) }));
  const wrong = [];
  const notes = [];
  for (const family of families) {
    const members = membersOf(family, sources);
    if (members.size < 5) wrong.push(`${family.name}: only ${members.size} entries were found, so the walk is blind`);
    const counts = new Map([...members.keys()].map((member) => [member, 0]));
    for (const { path, text } of sources) {
      if (family.lists.includes(path) || isExports(path)) continue;
      const named = [...members].filter(([member, home]) => home !== path && family.naming(member).test(text));
      for (const [member] of named) counts.set(member, counts.get(member) + 1);
      if (family.isAtHome?.(path) === true || named.length < most * members.size || path in reasons) continue;
      wrong.push(`${path} names ${named.length} of ${members.size} ${family.name}s: derive it from the entries`);
    }
    const [busiest, times] = [...counts].sort(([, one], [, other]) => other - one)[0];
    const touched = 1 + family.lists.length;
    notes.push(
      `${family.name.padEnd(8)} ${String(members.size).padStart(2)} entries; a new one touches ${touched} ${touched === 1 ? 'file' : 'files'} and its exports; most named: ${busiest}, in ${times} other files`,
    );
  }
  for (const path of Object.keys(reasons)) {
    if (!sources.some((source) => source.path === path)) wrong.push(`${path} is not there any more: remove its reason`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return { passed: families.length, note: notes.join('\n') };
}

/** Each member of a family, with the file of its entry. */
function membersOf({ entries, entry }, sources) {
  const members = new Map();
  for (const { path, text } of sources) {
    if (!entries.test(path)) continue;
    for (const [, name] of text.matchAll(entry)) members.set(name, path);
  }
  return members;
}

/** The files that people write and that run: no tests, and no generated files. */
function sourceFiles() {
  return readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !/\.test(?:-\w+)?\.ts$/.test(file))
        .map((file) => `packages/${name}/src/${file}`),
    )
    .filter((path) => !/; do not edit\.|^\/\*[^*]*Generated/.test(readFileSync(join(root, path), 'utf8').slice(0, 400)))
    .sort();
}

/** The text without comments, which may name everything. */
function codeOf(text) {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

function isExports(path) {
  return /^packages\/[\w-]+\/src\/(?:index|decode)\.ts$/.test(path);
}

function quoted(name) {
  return new RegExp(`'${name.replaceAll(/[^\w]/g, '\\$&')}'`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(dryWalks().note);
