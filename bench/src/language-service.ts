import { createLanguageService } from '@stash-functions/language-service';
import { loadAll } from 'js-yaml';
import type { BenchRow } from './measure.ts';

const repositoryText = `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    gcs: { bucket: backups, prefix: demo }
    storageSecretName: gcs
`;

const text = openText();
const places = [text.indexOf('--scratch-dir', text.length / 2) + 6, text.indexOf('/stash-data', text.length / 3)];

/** A key pressed in an open file, beside the fastest YAML library that reads the file into plain objects. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: 'diagnostics after a key in 2,000 lines, with 500 Functions beside them',
    aim: 'at most 6 × js-yaml',
    limit: 20,
    run: typing(),
    peers: [{ name: 'reading the 2,000 lines with js-yaml', run: () => loadAll(text) }],
  },
];

/** Each run has another text than the one before. */
function typing(): () => unknown {
  const service = createLanguageService();
  const library = Array.from(
    { length: 500 },
    (_, index) => [`library/${index}.yaml`, functionText(`lib-${index}`)] as const,
  );
  service.setLibrary(library);
  let turn = 0;
  return () => {
    turn += 1;
    const at = places[turn % places.length] ?? 0;
    service.open('open.yaml', `${text.slice(0, at)}${'x'.repeat(1 + (turn % 7))}${text.slice(at)}`);
    return service.diagnostics('open.yaml');
  };
}

/** 35 Functions, each with a Task and a BackupConfiguration, and their Repository. */
function openText(): string {
  const numbers = Array.from({ length: 35 }, (_, index) => index);
  return [
    repositoryText,
    ...numbers.flatMap((index) => [functionText(`dump-${index}`), taskText(index), invokerText(index)]),
  ].join('---\n');
}

function functionText(name: string): string {
  return `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: ${name}
spec:
  image: acme/${name}:1
  args:
    - dump
    - --host=\${TARGET_NAME}
    - --provider=\${REPOSITORY_PROVIDER:=}
    - --bucket=\${REPOSITORY_BUCKET:=}
    - --endpoint=\${REPOSITORY_ENDPOINT:=}
    - --region=\${REPOSITORY_REGION:=}
    - --path=\${REPOSITORY_PREFIX:=}
    - --storage-secret-name=\${REPOSITORY_SECRET_NAME}
    - --scratch-dir=/scratch
    - --enable-cache=\${ENABLE_CACHE:=true}
    - --hostname=\${HOSTNAME:=}
    - --dir=\${outputDir:=/tmp}
`;
}

function taskText(index: number): string {
  return `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: dump-${index}
spec:
  steps:
    - name: dump-${index}
      params:
        - name: outputDir
          value: /out/\${TARGET_NAME}
    - name: lib-${index}
`;
}

function invokerText(index: number): string {
  return `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly-${index}
  namespace: demo
spec:
  schedule: "0 3 * * *"
  repository:
    name: store
  task:
    name: dump-${index}
    params:
      - name: outputDir
        value: /out
  target:
    ref:
      apiVersion: v1
      kind: PersistentVolumeClaim
      name: data-${index}
    paths:
      - /stash-data
  retentionPolicy:
    name: keep
    keepLast: 5
    prune: true
`;
}
