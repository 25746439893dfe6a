import { describe, expect, it } from 'vitest';
import { Backend, backendNames, backendsOf, settingPlaces } from './backend.ts';
import { type AnyBackend, backendCodecs, backends } from './backends.ts';

describe.each(backends.map((entry): [AnyBackend] => [entry]))('the backend $name', (entry) => {
  const backend: Record<string, unknown> = { [entry.name]: entry.example };

  it('has an example that its codec takes, alone and in a Repository', () => {
    expect(backendCodecs[entry.name].is(entry.example)).toBe(true);
    expect(Backend.is(backend)).toBe(true);
  });

  it('is found, and says where it stores data, in fields that it has', () => {
    const found = entry.find(backend);
    expect(found).toMatchObject({ name: entry.name, title: entry.title, location: { bucket: {} } });
    const settings = Object.values(found?.location ?? {});
    for (const { path } of settings) if (path !== undefined) expect(path).toHaveLength(1);
    expect(entry.find({})).toBeUndefined();
  });

  it('does not need one key of the Secret twice', () => {
    const { oneOf, optional } = entry.credentials;
    for (const keys of oneOf) expect(new Set([...keys, ...optional]).size).toBe(keys.length + optional.length);
  });
});

describe('backendsOf', () => {
  it('has those that are there, in the order in which they count', () => {
    const both = { b2: { bucket: 'b' }, s3: { endpoint: 'e', bucket: 'b' } };
    expect(backendsOf(both).map(({ name }) => name)).toEqual(['s3', 'b2']);
    expect(backendsOf({})).toEqual([]);
    expect(backendsOf(undefined)).toEqual([]);
    expect(backendNames).toHaveLength(7);
  });

  it.each([
    ['http://u:p@host:8000/a%2Fb/', 'host:8000', '/a/b/'],
    ['host/path?x', '', 'host/path'],
    ['', '', ''],
  ])('reads the host and path of the URL %j', (url, host, path) => {
    expect(backendsOf({ rest: { url } })).toMatchObject([
      { location: { bucket: { value: host }, prefix: { value: path }, url: { value: url } } },
    ]);
  });

  it('says what is wrong with a URL, without showing it', () => {
    const [found] = backendsOf({ rest: { url: 'http://u:secret@h/%zz' } });
    expect(found).toMatchObject({ location: { path: ['url'], message: expect.not.stringContaining('secret') } });
  });

  it('mounts a volume, and tells where none is named', () => {
    const claim = { persistentVolumeClaim: { claimName: 'c' } };
    expect(backendsOf({ local: { mountPath: '/m', subPath: 's', ...claim } })).toMatchObject([
      { mount: { mountPath: '/m', subPath: 's', source: claim }, canWipeOut: false },
    ]);
    expect(backendsOf({ local: { mountPath: '/m', subPath: '' } })[0]?.mount).toEqual({
      mountPath: '/m',
      source: undefined,
    });
  });
});

it.each([
  ['bucket', 'local.mountPath, s3|gcs|b2.bucket, azure|swift.container, rest.url'],
  ['prefix', 's3|gcs|azure|swift|b2.prefix, rest.url'],
  ['region', 's3.region'],
  ['maxConnections', 'gcs|azure|b2.maxConnections'],
] as const)('says where backends have their %s', (setting, places) => {
  expect(settingPlaces(setting)).toBe(places);
});
