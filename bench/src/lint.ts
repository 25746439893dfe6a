import { loadManifests, type Manifests, type Resource } from '@stash-functions/core';
import { manifestsOf, orThrow, withSourceOf } from '@stash-functions/core/decode';
import { lintManifests } from '@stash-functions/lint';
import { loadAll } from 'js-yaml';
import type { BenchRow, GrowthRow } from './measure.ts';

const sizes = [125, 250, 500, 1000] as const;
const texts: ReadonlyMap<number, string> = new Map(sizes.map((size) => [size, sampleText(size)]));

/** Lint beside the fastest YAML library that reads the same text into plain objects. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: 'lint 500 Functions of 16 arguments, 250 Tasks and 50 invokers, as they were loaded',
    aim: 'at most 6 × js-yaml',
    limit: 15,
    run: linted(500),
    peers: [{ name: 'reading their text with js-yaml', run: () => loadAll(texts.get(500) ?? '') }],
  },
];

/** Every rule on every resource, with a tenth as many invokers as Functions. */
export const growth: ReadonlyArray<GrowthRow> = [
  { name: 'lint n Functions with their Tasks and invokers', sizes, run: linted },
];

/** Each run lints new resources, so that nothing remembered of other runs helps it. */
function linted(size: number): () => unknown {
  const loaded = orThrow(loadManifests(texts.get(size) ?? '', { file: 'sample.yaml' }));
  return () => lintManifests(unseen(loaded));
}

/** The same resources as new objects, which takes no time to speak of. */
function unseen({ all }: Manifests): Manifests {
  return orThrow(manifestsOf(all.map(copyOf)));
}

function copyOf(resource: Resource): Resource {
  const copy = Object.assign({ ...resource }, { spec: { ...resource.spec } });
  return withSourceOf<Resource>(copy, resource);
}

function sampleText(size: number): string {
  const numbers = Array.from({ length: size }, (_, index) => index);
  return [
    ...numbers.map(sampleFunction),
    ...numbers.filter((index) => index % 2 === 0).map(sampleTask),
    ...numbers.filter((index) => index % 10 === 0).map(sampleInvoker),
  ].join('---\n');
}

function sampleFunction(index: number): string {
  return `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump-${index} }
spec:
  image: acme/dump:${index}
  args:
    - dump
    - --host=\${TARGET_NAME}
    - --provider=\${REPOSITORY_PROVIDER:=}
    - --bucket=\${REPOSITORY_BUCKET:=}
    - --endpoint=\${REPOSITORY_ENDPOINT:=}
    - --region=\${REPOSITORY_REGION:=}
    - --path=\${REPOSITORY_PREFIX:=}/${index}
    - --storage-secret-name=\${REPOSITORY_SECRET_NAME}
    - --scratch-dir=/scratch/${index}
    - --enable-cache=\${ENABLE_CACHE:=true}
    - --hostname=\${HOSTNAME:=}
    - --dir=\${outputDir:=/tmp}
    - --level=$(LEVEL)
    - --retention-keep-last=\${RETENTION_KEEP_LAST:=0}
    - --namespace=\${NAMESPACE:=default}
    - --file=dump-${index}-\${TARGET_NAMESPACE:=}.sql
  volumeMounts: [{ name: scratch, mountPath: /scratch }]
  runtimeSettings: { env: [{ name: LEVEL, value: "3" }] }
`;
}

function sampleTask(index: number): string {
  return `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump-${index} }
spec:
  steps:
    - { name: dump-${index}, params: [{ name: outputDir, value: "/out/\${TARGET_NAME}" }] }
    - { name: dump-${index + 1} }
  volumes: [{ name: scratch, emptyDir: {} }]
`;
}

function sampleInvoker(index: number): string {
  return `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly-${index}, namespace: demo }
spec:
  schedule: "0 3 * * *"
  task: { name: dump-${index}, params: [{ name: outputDir, value: /out }] }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: data-${index} }, paths: [/stash-data] }
  retentionPolicy: { name: keep, keepLast: 5, prune: true }
`;
}
