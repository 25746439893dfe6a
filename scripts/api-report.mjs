/**
 * The public surface of every entry of every package, as declarations without comments, in api/PACKAGE.ENTRY.txt. A
 * reviewer reads there which names and signatures a change touches. Called alone, it compares the files with the
 * sources; `--update` writes them.
 *
 * The house style makes this simple: entries are explicit lists of exports, and `isolatedDeclarations` lets each file
 * be read by itself.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = 'api';

/** Resolves with the number of entries that are as recorded. Rejects where one is not. */
export async function checkApi({ update = false } = {}) {
  // Imported here and not above, because this file is loaded before anything is installed.
  const { default: ts } = await import('typescript');
  const reports = new Map(entries().map((entry) => [fileOf(entry), reportOf(entry, ts)]));
  if (update) {
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of reports) writeFileSync(file, text);
  }
  const recorded = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const changed = [...reports].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  const gone = recorded.filter((file) => !reports.has(file));
  if (changed.length + gone.length === 0) return { passed: reports.size };
  const places = [
    ...changed.map(([file, text]) => firstDifference(file, text)),
    ...gone.map((file) => `${file}: no such entry`),
  ];
  throw new Error(
    `the public surface is not as recorded:\n${places.join('\n')}\nwhere that is meant: node scripts/api-report.mjs --update`,
  );
}

/** Every entry that a program can import, with its source. */
function entries() {
  return readdirSync('packages').flatMap((name) => {
    const { name: packageName, exports = {} } = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
    return Object.entries(exports).flatMap(([path, { types } = {}]) => {
      if (types === undefined) return [];
      const source = join('packages', name, types.replace('./dist/', 'src/').replace(/\.d\.ts$/, '.ts'));
      return [{ package: name, entry: path.slice(2), imported: packageName + path.slice(1), source }];
    });
  });
}

function fileOf({ package: name, entry }) {
  return join(
    folder,
    `${[name, entry]
      .filter((part) => part !== '')
      .join('.')
      .replaceAll('/', '-')}.txt`,
  );
}

function reportOf({ imported, source }, ts) {
  const others = new Map(entries().map((each) => [resolve(each.source), each.imported]));
  const names = exportsOf(resolve(source), ts, others);
  const blocks = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { file, original }]) =>
      file === undefined ? `// everything of ${name}` : declaration(name, original, file, ts),
    );
  return `// ${imported}\n\n${blocks.join('\n\n')}\n`;
}

const parsed = new Map();

/** The statements of a file as declarations, without comments and bodies. */
function declarationsOf(file, ts) {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const { outputText } = ts.transpileDeclaration(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: { isolatedDeclarations: true, removeComments: true, module: ts.ModuleKind.NodeNext },
  });
  const source = ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true);
  parsed.set(file, source);
  return source;
}

/** The file that declares each exported name of a file, and the name there. */
function exportsOf(file, ts, entryNames) {
  const found = new Map();
  for (const statement of declarationsOf(file, ts).statements) {
    if (ts.isExportDeclaration(statement)) {
      const target = statement.moduleSpecifier && resolve(dirname(file), statement.moduleSpecifier.text);
      if (statement.exportClause === undefined) {
        if (entryNames.has(target)) found.set(entryNames.get(target), {});
        else for (const [name, place] of exportsOf(target, ts, entryNames)) found.set(name, place);
        continue;
      }
      for (const { name, propertyName } of statement.exportClause.elements ?? []) {
        const original = (propertyName ?? name).text;
        found.set(name.text, target === undefined ? { file, original } : find(original, target, ts, entryNames));
      }
    } else if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      for (const name of namesOf(statement, ts)) found.set(name, { file, original: name });
    }
  }
  return found;
}

function find(name, file, ts, entryNames) {
  if (!file.endsWith('.ts') || !existsSync(file)) return { file: undefined, original: name };
  const place = exportsOf(file, ts, entryNames).get(name);
  if (place === undefined) throw new Error(`${relative('.', file)} exports no ${name}`);
  return place;
}

function namesOf(statement, ts) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.text);
  return statement.name === undefined ? [] : [statement.name.text];
}

function declaration(name, original, file, ts) {
  const texts = declarationsOf(file, ts)
    .statements.filter((statement) => namesOf(statement, ts).includes(original))
    .map((statement) => statement.getText().replace(/^export (?:declare )?/, ''));
  const text = texts.length === 0 ? `// ${original}` : texts.join('\n');
  return name === original ? text : `// ${name} is\n${text}`;
}

function firstDifference(file, text) {
  if (!existsSync(file)) return `${file}: not recorded`;
  const recorded = readFileSync(file, 'utf8').split('\n');
  const lines = text.split('\n');
  const index = lines.findIndex((line, at) => line !== recorded[at]);
  const at = index === -1 ? lines.length : index;
  return `${file}:${at + 1}: recorded ${JSON.stringify(recorded[at] ?? '')}, now ${JSON.stringify(lines[at] ?? '')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed } = await checkApi({ update: process.argv.includes('--update') });
  console.log(`${passed} entries are as recorded`);
}
