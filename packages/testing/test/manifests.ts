import { type LoadProblemCode, loadManifests, type Manifests, type Problems } from '@stash-functions/core';
import type { Either } from 'fp-ts/lib/Either.js';

/** A Task of two steps. The first has every kind of expression that the tests of this package need. */
export const manifests: Either<Problems<LoadProblemCode>, Manifests> = loadManifests(
  `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: dump
spec:
  image: example.com/dump:\${version:=1.0}
  command: [/usr/bin/restic]
  args:
    - backup
    - --bucket=\${REPOSITORY_BUCKET}
    - --tag
    - \${TARGET_NAME}
    - -q
    - --prefix=\${REPOSITORY_PREFIX#/}
    - --
    - pg_dump
    - -h
    - \${host:=localhost}
    - -p5432
    - \${password:+--password=\${password}}
  volumeMounts:
    - name: \${volume:=credentials}
      mountPath: /etc/credentials
      readOnly: true
  runtimeSettings:
    env:
      - name: REGION
        value: \${REPOSITORY_REGION:=nowhere}
      - name: TOKEN
        valueFrom:
          secretKeyRef:
            name: token
            key: token
---
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: report
spec:
  image: example.com/report
  args: ["--namespace=\${NAMESPACE:=default}", "--session=\${BACKUP_SESSION:=}"]
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata:
  name: database
spec:
  steps:
    - name: dump
    - name: report
  volumes:
    - name: credentials
      secret:
        secretName: \${REPOSITORY_SECRET_NAME}
`,
  { file: 'functions.yaml' },
);
