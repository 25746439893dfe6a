import { readOr } from '../input/read-or.ts';
/** The purpose of a Function, a Task or an application, as its name tells it. */
export interface NamePurpose {
  /** For example, `postgres-backup-13.1` is for a backup. Undefined where the name says neither or both. */
  readonly occasion?: 'backup' | 'restore' | undefined;
  /** The database, under its name in Stash's catalog: `postgres` also for `pg-dump`. */
  readonly database?: string | undefined;
  /** The version at the end of the name, `13.1`. The counter of its releases, `-v2`, is not part of it. */
  readonly version?: string | undefined;
}

/**
 * Reads the purpose of a name from its words: `mongodb-restore-4.2.3`, `TARGET_NAME`, `backupHistoryLimit`. Unknown
 * words say nothing.
 */
export function purposeOf(name: string): NamePurpose {
  const known = purposes.get(name);
  if (known !== undefined) return known;
  const read = readOr({ occasion: undefined, database: undefined, version: undefined }, () => readPurpose(name));
  if (purposes.size >= mostPurposes) purposes.clear();
  purposes.set(name, read);
  return read;
}

/** Each mistake asks about all names that there are. */
const purposes = new Map<string, NamePurpose>();
const mostPurposes = 5_000;

function readPurpose(name: string): NamePurpose {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const isBackup = words.some((word) => /^(?:pre|post)?backups?$|backup$/.test(word));
  const isRestore = words.some((word) => /^(?:pre|post)?restores?$|restore$|^recover(?:y)?$/.test(word));
  const occasion = isBackup === isRestore ? undefined : isBackup ? 'backup' : 'restore';
  const named = words.flatMap((word) => databases.get(word) ?? []);
  const version = /(?:^|[-_./])v?(\d+(?:\.\d+)*)(?:-[a-z]+\d*)*$/.exec(name)?.[1];
  return { occasion, database: named[0], version };
}

/** The first number of a version. Databases of different major versions do not read each other's dumps. */
export function majorOf(version: string | undefined): number | undefined {
  return readOr(undefined, () => {
    const [, major] = /(\d+)/.exec(version ?? '') ?? [];
    return major === undefined ? undefined : Number(major);
  });
}

/** The words that mean each database. */
const databases: ReadonlyMap<string, string> = new Map(
  [
    ['postgres', 'postgresql', 'pg', 'pgsql', 'pgdump'],
    ['mysql', 'mysqldump'],
    ['mariadb'],
    ['percona-xtradb', 'perconaxtradb', 'percona', 'xtradb'],
    ['mongodb', 'mongo', 'mongodump'],
    ['elasticsearch', 'elastic', 'opensearch'],
    ['redis'],
    ['etcd'],
    ['nats'],
    ['vault'],
    ['rabbitmq'],
    ['cassandra'],
    ['clickhouse'],
    ['mssqlserver', 'mssql', 'sqlserver'],
    ['neo4j'],
    ['influxdb', 'influx'],
    ['cockroachdb', 'cockroach'],
    ['couchdb'],
    ['singlestore'],
    ['zookeeper'],
    ['kafka'],
    ['solr'],
    ['druid'],
    ['memcached'],
  ].flatMap(([canonical = '', ...others]) => [canonical, ...others].map((word) => [word, canonical])),
);
