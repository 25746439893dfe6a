import { resourceKinds } from '@stash-functions/core';
import { builtinVariables, operators } from '@stash-functions/templating';
import type { Page } from './page.ts';
import { playground, tryThis } from './playground-link.ts';

/** The first page: what it is, what goes in and what comes out, and a way for each kind of reader. */
export function homePage(problemCount: number): Page {
  const text = `---
layout: home
hero:
  name: stash-functions
  text: Backups on Kubernetes, planned in the open
  tagline: Reads Functions, Tasks and what runs them. Resolves every variable, explains each value, and gives back plain Kubernetes objects.
  actions:
    - theme: brand
      text: Open the playground
      link: /playground/
      target: _self
    - theme: alt
      text: The command
      link: /guides/command-line
    - theme: alt
      text: API
      link: /api/
features:
  - title: You write Functions
    details: Lint and unit-test a Function in your editor, before a cluster sees it.
    link: /recipes/function-author
  - title: You write a backup script
    details: Define a Function in code, run it as a Job, and follow its logs.
    link: /recipes/script-author
  - title: You write an operator
    details: Watch a resource, plan it, apply the plan, and write the status back.
    link: /recipes/operator-author
---

## In and out

A Function is a template of one container. A Task strings Functions together, and a BackupConfiguration runs the Task.

\`\`\`yaml
# Function                                # BackupConfiguration
args:                                     target:
  - --host=\${TARGET_NAME}                   ref: { kind: AppBinding, name: orders-db }
  - --keep-last=\${RETENTION_KEEP_LAST:=0}   retentionPolicy: { keepLast: 7 }
\`\`\`

The plan is a Job with its ServiceAccount and its rights. Every line of it knows the field that it comes from:

\`\`\`yaml
args:
  - --host=orders-db       # spec.target.ref.name of BackupConfiguration shop/orders-nightly
  - --keep-last=7          # spec.retentionPolicy.keepLast of BackupConfiguration shop/orders-nightly
\`\`\`

${tryThis(`${playground}#example=postgres`)}

## Look it up

- [${resourceKinds.length} kinds](/kinds/), each with all its fields
- [${builtinVariables.length} built-in variables](/variables/) and [${operators.length} operators](/operators/), with the values that they really have
- [${problemCount} problem codes](/problems/), each with an example and its cure
- [Differences from Stash](/differences-from-stash), each with the test that holds it
- [The architecture](/architecture) in one picture

This project is not affiliated with AppsCode.
`;
  return { path: 'index.md', text };
}
