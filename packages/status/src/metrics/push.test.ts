import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import type { Metric } from './metric.ts';
import { type Fetch, sendMetrics } from './push.ts';
import { groupMetrics, planDelete, planPush } from './push-plan.ts';
import { parseLabels } from './user-labels.ts';

function metric(scope: Metric['scope'], labels: Metric['labels'], record: Metric['record'] = 'last_run'): Metric {
  const common = { operation: 'backup', invoker_kind: 'BackupBatch', namespace: 'shop', invoker_name: 'nightly' };
  return {
    name: `stash_functions_${scope}_success`,
    help: 'It.',
    type: 'gauge',
    unit: 'bool',
    labels: scope === 'repository' ? labels : { ...common, ...labels },
    value: 1,
    scope,
    record,
  };
}

const media = { target_kind: 'PersistentVolumeClaim', target_namespace: 'shop', target_name: 'media' };
const db = { ...media, target_name: 'db' };
const member =
  '/metrics/job/stash-functions/scope/target/operation/backup/invoker_kind/BackupBatch/namespace/shop/invoker_name/nightly/target_kind/PersistentVolumeClaim/target_namespace/shop/target_name';

describe('planPush', () => {
  it('puts each target into a group of its own, with its hosts, and the last success into another', () => {
    const plan = planPush([
      metric('target', media),
      metric('host', { ...media, hostname: 'host-0' }),
      metric('target', db),
      metric('target', media, 'last_success'),
    ]);
    expect(plan.map(({ method, path }) => [method, path])).toEqual([
      ['PUT', `${member}/media/record/last_run`],
      ['PUT', `${member}/db/record/last_run`],
      ['PUT', `${member}/media/record/last_success`],
    ]);
    expect(plan[0]?.body).toContain('stash_functions_host_success{hostname="host-0"} 1\n');
  });

  it.each([
    ['a/b', 'repository@base64/YS9i'],
    ['', 'repository@base64/='],
    ['..', 'repository@base64/Li4'],
    ['ä b?', 'repository/%C3%A4%20b%3F'],
  ])('escapes the value %j', (repository, part) => {
    const [request] = planPush([metric('repository', { repository, repository_namespace: 'shop' })]);
    expect(request?.path).toContain(`/${part}/`);
  });

  it('keeps a backup and a restore of the names of Stash apart', () => {
    const [backup, restore] = ['stash_backup_session_success', 'stash_restore_session_success'].map((name) => ({
      ...metric('session', {}),
      name,
    }));
    if (backup === undefined || restore === undefined) throw new Error('no metrics');
    expect(groupMetrics([backup, restore])).toHaveLength(2);
  });
});

describe('planDelete', () => {
  it('deletes both groups of what is gone, and none of what is there', () => {
    const plan = planDelete([metric('target', media), metric('target', db)], [metric('target', db)]);
    expect(plan).toEqual([
      { method: 'DELETE', path: `${member}/media/record/last_run` },
      { method: 'DELETE', path: `${member}/media/record/last_success` },
    ]);
  });
});

describe('sendMetrics', () => {
  const plan = planPush([metric('target', media), metric('target', db)]);
  const answer = (status: number, text = '') => ({ ok: status < 300, status, text: async () => text });

  it('sends every request to the address, whatever its prefix', async () => {
    const urls: Array<string> = [];
    const fetch: Fetch = async (url) => {
      urls.push(url);
      return answer(200);
    };
    expect(await sendMetrics(plan, { url: 'http://gateway:9091/prefix/', fetch })).toEqual({ _tag: 'Right', right: 2 });
    expect(urls[0]).toBe(`http://gateway:9091/prefix${member}/media/record/last_run`);
  });

  it('tries all, and tells of each that was not taken', async () => {
    let calls = 0;
    const fetch: Fetch = async () => {
      calls += 1;
      return answer(calls === 1 ? 500 : 202, 'no space');
    };
    const sent = await sendMetrics(plan, { url: 'http://gateway', fetch });
    expect(calls).toBe(2);
    expect(isLeft(sent) && sent.left.map(({ code, message }) => [code, message])).toEqual([
      ['push-failed', `PUT ${member}/media/record/last_run: the gateway answers 500: no space`],
    ]);
  });

  it('waits no longer than its time, and throws nothing', async () => {
    const never: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const sent = await sendMetrics(plan.slice(0, 1), { url: 'http://gateway', fetch: never, timeout: 20 });
    expect(isLeft(sent) && sent.left[0].message).toContain('no answer within 20 ms');
    const closed = await sendMetrics(plan.slice(0, 1), { url: 'http://127.0.0.1:1' });
    expect(isLeft(closed) && closed.left[0].code).toBe('push-failed');
  });

  it.each(['gateway:9091', 'ftp://gateway', ''])('refuses the address %j', async (url) => {
    const sent = await sendMetrics(plan, { url });
    expect(isLeft(sent) && sent.left[0].code).toBe('invalid-url');
  });
});

describe('parseLabels', () => {
  it('reads pairs as a line of CSV', () => {
    expect(parseLabels(['team=dba,env=a=b', '"list=a,b"', 'team=shop', 'quote="x"']).value).toEqual({
      team: 'shop',
      env: 'a=b',
      list: 'a,b',
      quote: '"x"',
    });
  });

  it.each(['flag', 'my-team=x', '9=x', 'job=x', 'instance=x', '__name__=x', '=x'])(
    'leaves out %j, and says so',
    (text) => {
      const { value, problems } = parseLabels([text]);
      expect({ value, codes: problems.map(({ code }) => code) }).toEqual({ value: {}, codes: ['invalid-label'] });
    },
  );

  it('has a bound', () => {
    const { value, problems } = parseLabels(Array.from({ length: 11 }, (_, index) => `l${index}=x`));
    expect(Object.keys(value)).toHaveLength(10);
    expect(problems.map(({ code }) => code)).toEqual(['too-many-labels']);
  });
});
