import { describe, expect, it } from 'vitest';
import { findSecrets, findSplitSecrets, isPlain } from './find-secrets.ts';
import { looksSecret } from './secret-name.ts';

describe('names of secrets', () => {
  it.each(
    'password dbPassword PGPASSWORD SSHPASS MYSQLPASSWORD SQLCMDPASSWORD MONGO_PASS RCLONE_CONFIG_PASS REDISCLI_AUTH NEO4J_AUTH dbpassword dbpass apikey VAULTTOKEN GITHUB_PAT ST_KEY MYSQL_PWD AWS_SECRET_ACCESS_KEY AZURE_ACCOUNT_KEY client-secret API_TOKEN apiKey secretKey GOOGLE_SERVICE_ACCOUNT_JSON_KEY passphrase'.split(
      ' ',
    ),
  )('%s looks secret', (name) => {
    expect(looksSecret(name)).toBe(true);
  });

  it.each(
    'COMPASS AUTHOR PASSWORD_FILE AWS_ACCESS_KEY_ID secretName secretVolume passwordFile tokenPath key user REPOSITORY_SECRET_NAME initialClusterToken pass-through tokenizer authenticationDatabase AUTH_ENABLED partitionKey publicKey existingSecret imagePullSecret passwordKey monkey bypass password-command TOKEN_TTL tokenPrefix password-stdin'.split(
      ' ',
    ),
  )('%s does not look secret', (name) => {
    expect(looksSecret(name)).toBe(false);
  });

  it('has nothing to say of no name', () => {
    expect(looksSecret('')).toBe(false);
  });
});

describe('secrets in a text', () => {
  it.each([
    '--dbpassword=hunter2',
    '--authenticationPassword=hunter2',
    '--pass=hunter2',
    '--pwd=hunter2',
    '--auth=hunter2',
    '--token hunter2',
    'PGPASSWORD=hunter2 pg_dump',
    'export RESTIC_PASSWORD=hunter2',
    'host=db password=hunter2',
    '--set auth.password=hunter2',
    'mysqldump -uroot -phunter2 db',
    'curl -u admin:hunter2 https://example.org',
    'curl --user="admin:hunter2" https://example.org',
    "mysql -h db -p'hunter2' -N",
    'mongodump --host db \\\n  -p hunter2 --archive',
    'mkdir -p /data; redis-cli -a hunter2 --rdb /data/out',
    'curl -H "Authorization: Bearer hunter2"',
    'postgres://app:hunter2@db/orders',
    'redis://:hunter2@redis:6379',
    'rest:https://u:hunter2@backup.example.com/',
  ])('%s', (text) => {
    expect(findSecrets(text).map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(['hunter2']);
  });

  it.each([
    '--pass-through=all',
    '--password-file=/etc/pw',
    '--password=$(PGPASSWORD)',
    '--password=${dbPassword:=}',
    'PGPASSWORD=$PGPASSWORD pg_dump',
    'http://host:8080/path@x',
    'postgres://app@db/orders',
    'nats://user:$(PW)@nats:4222',
    'mysql -p db',
    'pg_dump -p 5432',
    '--no-password',
    '--auth=none',
    'export PASSWORD=$(cat /run/pw)',
    'mongodump --archive=/data/out; mkdir -p data',
    'sshpass -e ssh host\ncp -p a b',
    '--password-command "pass show restic"',
    'mongodump '.repeat(2000),
    '-'.repeat(100_000),
    '://:'.repeat(50_000),
  ])('has none in %j', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it.each([
    [['pg', '--password', 'hunter2'], [2]],
    [['mysqldump', '-uroot', '-phunter2'], [2]],
    [['redis-cli', '-a', 'hunter2'], [2]],
    [['pg', '--password', '$(PW)'], []],
    [['pg', '--password', '--all'], []],
    [['mysql', '-p'], []],
    [['-phunter2'], []],
  ])('of arguments %j stand at %j', (args, indexes) => {
    expect(findSplitSecrets(args).map(({ index }) => index)).toEqual(indexes);
  });

  it.each([
    ['pg-auth', 'authSecret', false],
    ['hunter2', 'clientSecret', true],
    ['true', 'password', false],
    ['/etc/pki/key', 'apiKey', false],
    ['<your password>', 'password', false],
  ])('%s as the value of %s is given itself: %s', (value, name, plain) => {
    expect(isPlain(value, name)).toBe(plain);
  });
});
