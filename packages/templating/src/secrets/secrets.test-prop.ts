import { inspect } from 'node:util';
import { loadManifests, printManifest } from '@stash-functions/core';
import { formatProblems, orThrow, type Problem, ProblemsError } from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { secretNames, secretUses, secretValues } from '../../test/secret-uses.ts';
import { explain } from '../inspect/explain.ts';
import { formatExplanation } from '../inspect/format-explanation.ts';
import { resolveTask } from '../resolve/resolve-task.ts';
import { backupScope } from '../variables/backup-scope.ts';
import { concealSecrets, concealValue } from './conceal.ts';
import { secretsOf } from './secrets-of.ts';

describe('no output shows a secret, or what an operator made of one', () => {
  it.each([
    ['arguments', (use: string) => ({ args: ['x', `--x=${use}`] })],
    ['the image', (use: string) => ({ image: `x/${use}`, args: ['${ADDON_IMAGE}'] })],
    ['params of steps', (use: string) => ({ param: `<${use}>`, args: ['${given} ${given^^}'] })],
    ['names of steps', (use: string) => ({ step: `dump-${use}` })],
    ['names of params', (use: string) => ({ paramName: `p-${use}` })],
  ])('in %s', (_, place) => {
    fc.assert(
      fc.property(secretNames, secretValues, fc.nat(), (variable, value, pick) => {
        const all = secretUses(variable);
        const {
          args = [],
          image = 'x',
          param = 'x',
          step = 'dump',
          paramName = 'given',
        } = fields(place(all[pick % all.length] ?? ''));
        const text = [
          {
            apiVersion: 'stash.appscode.com/v1beta1',
            kind: 'Function',
            metadata: { name: 'dump' },
            spec: { image, args },
          },
          {
            apiVersion: 'stash.appscode.com/v1beta1',
            kind: 'Task',
            metadata: { name: 'the-task' },
            spec: { steps: [{ name: step, params: [{ name: paramName, value: param }] }] },
          },
          {
            apiVersion: 'stash.appscode.com/v1beta1',
            kind: 'BackupConfiguration',
            metadata: { name: 'b', namespace: 'n' },
            spec: {
              task: {
                name: 'the-task',
                params: [
                  { name: variable, value },
                  { name: 'user', value: 'root' },
                ],
              },
              retentionPolicy: { name: 'keep', prune: false },
            },
          },
        ];
        const manifests = orThrow(
          loadManifests(text.map((each) => JSON.stringify(each, undefined, 1)).join('\n---\n')),
        );
        const [invoker] = manifests.backupConfigurations.values();
        const [task] = manifests.tasks.values();
        if (invoker === undefined || task === undefined) throw new Error('incomplete');
        const scope = orThrow(backupScope({ invoker, secrets: [variable] }));
        const resolved = resolveTask(task, { functions: manifests.functions, scope });
        const evaluated = isLeft(resolved) ? [{ scope, source: task }] : [resolved.right, ...resolved.right.steps];
        const secrets = secretsOf(evaluated);
        const steps = isLeft(resolved) ? [] : resolved.right.steps;
        // A check of a planned object whose message quotes everything that it looks at.
        const made = concealSecrets<Problem>(
          steps.flatMap(({ spec, source }) =>
            (spec.args ?? []).map(
              (arg, index): Problem => ({
                code: 'invalid',
                severity: 'error',
                path: ['spec', 'args', index],
                message: `\`${arg.slice(0, 30)}\``,
                hint: arg,
                resource: { kind: 'Function', name: source.metadata.name },
              }),
            ),
          ),
          evaluated,
        );
        const found = [...(isLeft(resolved) ? resolved.left : resolved.right.warnings), ...made];
        const [first, ...others] = found;
        const thrown = first === undefined ? [] : [new ProblemsError([first, ...others])];
        const explanation = isLeft(resolved) ? undefined : explain(resolved.right);
        const outputs = [
          JSON.stringify(found),
          formatProblems(found),
          ...thrown.flatMap((error) => [error.message, error.stack ?? '', inspect(error), JSON.stringify(error)]),
          JSON.stringify(explanation),
          explanation === undefined ? '' : formatExplanation(explanation, { all: true }),
          JSON.stringify(
            concealValue(
              steps.map(({ spec, name: called }) => ({ spec, called })),
              secrets,
            ),
          ),
          ...steps.map(({ source, spec }) => printManifest(concealValue({ ...source, spec }, secrets))),
        ];
        const shown = outputs.join('\n').toLowerCase();
        for (const part of [value.slice(0, 12), value.slice(-8), value.slice(1, 10)]) {
          expect(shown).not.toContain(part.toLowerCase());
        }
      }),
      { numRuns: 300 },
    );
  });
});

interface Fields {
  readonly args?: ReadonlyArray<string>;
  readonly image?: string;
  readonly param?: string;
  readonly step?: string;
  readonly paramName?: string;
}

function fields(given: Fields): Fields {
  return given;
}
