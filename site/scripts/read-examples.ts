import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../playground/src/examples.ts';

const root = join(import.meta.dirname, '../..');

/** The examples of the playground from their files: the sample of the repository, and five databases. */
export function examples(): ReadonlyArray<Example> {
  return [sample(), ...databases.map(([name, title]) => readExample(name, title))];
}

const databases = [
  ['postgres', 'PostgreSQL: a backup, and its way back'],
  ['mariadb', 'MariaDB: limits, priority and interim data'],
  ['mongodb', 'MongoDB: a batch with the files beside it'],
  ['redis', 'Redis: operators of the template language'],
  ['elasticsearch', 'Elasticsearch: three steps'],
] as const;

/** A reader begins with the backup, and goes on to what it runs. */
const order = ['backup.yaml', 'tasks.yaml', 'functions.yaml', 'storage.yaml'];

function readExample(name: string, title: string): Example {
  const folder = join(root, 'site/examples', name);
  const files = readdirSync(folder)
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  return { name, title, files, open: 'backup.yaml' };
}

/** The sample of the repository is one file; its documents are shown by what they are about. */
function sample(): Example {
  const documents = readFileSync(join(root, 'examples/postgres-backup/manifests.yaml'), 'utf8').split(/^---\n/m);
  const having = (kinds: ReadonlyArray<string>): string =>
    documents.filter((text) => kinds.some((kind) => text.includes(`\nkind: ${kind}\n`))).join('---\n');
  const files = [
    { name: 'functions.yaml', text: having(['Function']) },
    { name: 'task.yaml', text: having(['Task']) },
    { name: 'backup.yaml', text: having(['BackupConfiguration', 'BackupSession']) },
    { name: 'storage.yaml', text: having(['Repository', 'AppBinding']) },
  ];
  return { name: 'sample', title: 'The sample: PostgreSQL, backup and status', files, open: 'functions.yaml' };
}
