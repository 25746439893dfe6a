import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orThrow } from '@stash-functions/core/decode';
import { ObjectSerializer as Serializer1 } from 'cn1/dist/gen/models/ObjectSerializer.js';
import { Job } from 'kubernetes-models/batch/v1';
import { ClusterRoleBinding, Role, RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { PersistentVolumeClaim, ServiceAccount } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { planFiles, planVector, readPlanVectors } from '../../test/vectors.ts';
import type { KubernetesObject } from './plan.ts';

const vectors = planFiles.flatMap((file) => readPlanVectors(file));
const objects = vectors.flatMap((vector) =>
  orThrow(planVector(vector)).objects.map((object) => ({ object, title: `${vector.name}: ${object.kind}` })),
);

describe('every object of every plan', () => {
  test('is valid by the OpenAPI schemas of Kubernetes', () => {
    for (const { object, title } of objects) expect(() => validate(object), title).not.toThrow();
  });

  test('has no field that the client of Kubernetes does not know', () => {
    for (const { object, title } of objects) {
      const type = `V1${object.kind}`;
      const sent = Serializer1.serialize(Serializer1.deserialize(object, type, ''), type, '');
      expect(JSON.parse(JSON.stringify(sent)), title).toEqual(withoutNulls(object));
    }
  });

  test('is plain data without undefined, and without a part that it shares with another', () => {
    for (const { object, title } of objects) expect(JSON.parse(JSON.stringify(object)), title).toStrictEqual(object);
    const seen = new Set<object>();
    for (const { object, title } of objects)
      eachObject(object, (part) => {
        expect(seen.has(part), title).toBe(false);
        seen.add(part);
      });
  });
});

describe.each(planFiles)('planning %s', (file) => {
  test('changes nothing that it is given, and shares nothing with it', () => {
    for (const vector of readPlanVectors(file)) {
      const given = new Set<object>();
      eachObject(vector.given, (part) => given.add(Object.freeze(part)));
      for (const object of orThrow(planVector(vector)).objects) {
        eachObject(object, (part) => expect(given.has(part), vector.name).toBe(false));
      }
    }
  });

  test('gives the same again', () => {
    for (const vector of readPlanVectors(file).slice(0, 50)) {
      const [one, other] = [orThrow(planVector(vector)), orThrow(planVector(vector))];
      expect([one.objects, one.warnings]).toStrictEqual([other.objects, other.warnings]);
    }
  });
});

const kubectl = spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' });

describe.skipIf(kubectl.status !== 0)('the decoder of kubectl (skipped where kubectl is not on the PATH)', () => {
  test('takes the Jobs as they are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plans-'));
    const jobs = objects.filter(({ object }) => object.kind === 'Job').filter((_, index) => index % 8 === 0);
    const list = { apiVersion: 'v1', kind: 'List', items: jobs.map(({ object }) => object) };
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(list));
    const args = ['set', 'image', '--local', '-f', join(folder, 'jobs.json'), '*=other', '-o', 'json'];
    const printed = execFileSync('kubectl', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    rmSync(folder, { recursive: true });
    const decoded: ReadonlyArray<unknown> = printed
      .split(/(?<=^\})\n/m)
      .flatMap((text) => (text.trim() === '' ? [] : [JSON.parse(text)]));
    expect(decoded).toHaveLength(jobs.length);
    decoded.forEach((job, index) => {
      const given = JSON.stringify(jobs[index]?.object).replaceAll(/"image":"[^"]*"/g, '"image":"other"');
      expect(job, jobs[index]?.title).toMatchObject(JSON.parse(given));
    });
  });
});

function validate(object: KubernetesObject): void {
  const data = JSON.parse(JSON.stringify(object));
  switch (object.kind) {
    case 'Job':
      new Job(data).validate();
      break;
    case 'Role':
      new Role(data).validate();
      break;
    case 'RoleBinding':
      new RoleBinding(data).validate();
      break;
    case 'ClusterRoleBinding':
      new ClusterRoleBinding(data).validate();
      break;
    case 'ServiceAccount':
      new ServiceAccount(data).validate();
      break;
    case 'PersistentVolumeClaim':
      new PersistentVolumeClaim(data).validate();
      break;
  }
}

/** The client leaves nulls as they are; an API server reads them as absent. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function eachObject(value: unknown, visit: (part: object) => void): void {
  if (typeof value !== 'object' || value === null) return;
  visit(value);
  for (const part of Object.values(value)) eachObject(part, visit);
}
