import { resourceKinds } from '@stash-functions/core';
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';

/** A manifest of each kind that people write, with the places to fill in. */
export const snippets: ReadonlyArray<CompletionItem> = [
  snippet('Function', 'the template of one container', [
    'spec:',
    '  image: ${2:postgres:17}',
    '  args:',
    '    - ${3:pg_dump}',
    '    - --host=\\${TARGET_NAME}$0',
  ]),
  snippet('Task', 'Functions that run one after the other', ['spec:', '  steps:', '    - name: ${2:function}$0']),
  snippet('Repository', 'where backed up data is stored', [
    'spec:',
    '  backend:',
    '    s3:',
    '      endpoint: ${2:s3.amazonaws.com}',
    '      bucket: ${3:backups}',
    '      prefix: ${4:demo}',
    '    storageSecretName: ${5:s3-credentials}$0',
  ]),
  snippet('BackupConfiguration', 'what is backed up, and when', [
    'spec:',
    '  schedule: "${2:0 3 * * *}"',
    '  repository: { name: ${3:repository} }',
    '  task: { name: ${4:task} }',
    '  target:',
    '    ref: { apiVersion: ${5:v1}, kind: ${6:PersistentVolumeClaim}, name: ${7:data} }',
    '  retentionPolicy: { name: ${8:keep-last-5}, keepLast: ${9:5}, prune: true }$0',
  ]),
  snippet('BackupBatch', 'several targets that are backed up together', [
    'spec:',
    '  schedule: "${2:0 3 * * *}"',
    '  repository: { name: ${3:repository} }',
    '  members:',
    '    - task: { name: ${4:task} }',
    '      target: { ref: { apiVersion: ${5:v1}, kind: ${6:PersistentVolumeClaim}, name: ${7:data} } }',
    '  retentionPolicy: { name: ${8:keep-last-5}, keepLast: ${9:5}, prune: true }$0',
  ]),
  snippet('BackupBlueprint', 'a template of Repository and BackupConfiguration', [
    'spec:',
    '  schedule: "${2:0 3 * * *}"',
    '  task: { name: ${3:task} }',
    '  backend:',
    '    s3: { endpoint: ${4:s3.amazonaws.com}, bucket: ${5:backups}, prefix: "\\${TARGET_NAMESPACE}/\\${TARGET_NAME}" }',
    '    storageSecretName: ${6:s3-credentials}',
    '  retentionPolicy: { name: ${7:keep-last-5}, keepLast: ${8:5}, prune: true }$0',
  ]),
  snippet('BackupSession', 'one run of a backup', [
    'spec:',
    '  invoker: { apiGroup: stash.appscode.com, kind: ${2:BackupConfiguration}, name: ${3:backup} }$0',
  ]),
  snippet('RestoreSession', 'what is restored, and from where', [
    'spec:',
    '  repository: { name: ${2:repository} }',
    '  task: { name: ${3:task} }',
    '  target:',
    '    ref: { apiVersion: ${4:v1}, kind: ${5:PersistentVolumeClaim}, name: ${6:data} }',
    '    rules: [{ snapshots: [latest] }]$0',
  ]),
  snippet('RestoreBatch', 'several targets that are restored together', [
    'spec:',
    '  repository: { name: ${2:repository} }',
    '  members:',
    '    - task: { name: ${3:task} }',
    '      target:',
    '        ref: { apiVersion: ${4:v1}, kind: ${5:PersistentVolumeClaim}, name: ${6:data} }',
    '        rules: [{ snapshots: [latest] }]$0',
  ]),
  snippet('AppBinding', 'how a database is reached', [
    'spec:',
    '  type: ${2:kubedb.com/postgres}',
    '  version: "${3:17}"',
    '  clientConfig: { service: { name: ${4:database}, port: ${5:5432}, scheme: ${6:postgresql} } }',
    '  secret: { name: ${7:database-auth} }$0',
  ]),
];

function snippet(kind: string, detail: string, spec: ReadonlyArray<string>): CompletionItem {
  const apiVersion = resourceKinds.find((each) => each.kind === kind)?.apiVersion ?? '';
  const head = [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata: { name: ${1:name} }'];
  return {
    label: `new ${kind}`,
    kind: CompletionItemKind.Snippet,
    detail,
    insertTextFormat: InsertTextFormat.Snippet,
    insertText: [...head, ...spec].join('\n'),
  };
}
