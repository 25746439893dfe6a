import { inspect } from 'node:util';
import { loadManifests } from '@stash-functions/core';
import { formatProblems, orThrow, ProblemsError, problemsOf } from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { secretNames, secretUses, secretValues } from '../../templating/test/secret-uses.ts';
import {
  type ApiFailure,
  type ApplyPlanOptions,
  applyPlan,
  type ClusterPort,
  clockAt,
  type JsonObject,
  type SubmittedObject,
} from '../src/cluster/index.ts';
import { type Plan, planBackup, secretsOfPlan } from '../src/index.ts';
import { containerStatus, ended, readRun, stillPort } from './fake-port.ts';

/** A plan whose only argument uses a secret variable, or undefined where the use cannot be resolved. */
function planOf(name: string, value: string, use: string): Plan | undefined {
  const manifests = orThrow(
    loadManifests(
      [
        {
          apiVersion: 'stash.appscode.com/v1beta1',
          kind: 'Function',
          metadata: { name: 'dump' },
          spec: { image: 'acme/tool:1', args: ['dump', `--x=${use}`, '${given} ${given^^} ${given,,}'] },
        },
        {
          apiVersion: 'stash.appscode.com/v1beta1',
          kind: 'Task',
          metadata: { name: 'the-task' },
          spec: { steps: [{ name: 'dump', params: [{ name: 'given', value: `<${use}>` }] }] },
        },
        {
          apiVersion: 'stash.appscode.com/v1alpha1',
          kind: 'Repository',
          metadata: { name: 'main', namespace: 'demo' },
          spec: { backend: { gcs: { bucket: 'b' }, storageSecretName: 's' } },
        },
        {
          apiVersion: 'stash.appscode.com/v1beta1',
          kind: 'BackupConfiguration',
          metadata: { name: 'nightly', namespace: 'demo', uid: 'u1' },
          spec: {
            repository: { name: 'main' },
            task: {
              name: 'the-task',
              params: [
                { name, value },
                { name: 'user', value: 'root' },
              ],
            },
            target: { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data' } },
            retentionPolicy: { name: 'keep', keepLast: 5, prune: true },
          },
        },
        {
          apiVersion: 'stash.appscode.com/v1beta1',
          kind: 'BackupSession',
          metadata: { name: 'nightly-1', namespace: 'demo', uid: 'u2' },
          spec: { invoker: { kind: 'BackupConfiguration', name: 'nightly' } },
        },
      ]
        .map((each) => JSON.stringify(each))
        .join('\n---\n'),
    ),
  );
  const [invoker] = manifests.backupConfigurations.values();
  const [session] = manifests.backupSessions.values();
  if (invoker === undefined || session === undefined) throw new Error('incomplete');
  const plan = planBackup({ manifests, invoker, session, secrets: [name] });
  return isLeft(plan) ? undefined : plan.right;
}

/** JSON as a program in Go writes it. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);
}

/** Everything that a careless server says of an object, in every way in which servers quote. */
function gossipOf(object: unknown): ReadonlyArray<string> {
  const strings: Array<string> = [];
  JSON.stringify(object, (_, value: unknown) => {
    if (typeof value === 'string') strings.push(value);
    return value;
  });
  return [
    ...strings.flatMap((text) => [text, `Invalid value: ${goJson(text)}`, `'${text.replaceAll("'", "''")}'`]),
    goJson(object),
    ...strings.map((text) => `${text.slice(0, -3)}…`),
  ];
}

/** A port that refuses every object and quotes it, or takes it and warns of everything in it. */
function gossipingPort(refuses: boolean): ClusterPort {
  const clock = clockAt(1000);
  const still = stillPort({ clock });
  const failureFor = (object: unknown): ApiFailure => {
    const gossip = gossipOf(object);
    return {
      code: 422,
      reason: 'Invalid',
      message: gossip.join('; '),
      causes: gossip.map((message) => ({ field: `spec.labels[${message}]`, reason: 'FieldValueInvalid', message })),
    };
  };
  let attempts = 0;
  const answer = <A>(object: SubmittedObject, onWarning: ((text: string) => void) | undefined, made: A) => {
    for (const text of gossipOf(object)) onWarning?.(text);
    attempts += 1;
    // The first time it may succeed later, so that somebody is told of the wait.
    if (attempts === 1) return left({ ...failureFor(object), code: 503 });
    return refuses ? left(failureFor(object)) : right(made);
  };
  return {
    ...still,
    // The owners are there, and nothing else.
    read: async ({ kind, name }) =>
      kind.startsWith('Backup')
        ? right({ kind, metadata: { name, uid: kind === 'BackupSession' ? 'u2' : 'u1' } })
        : left({ code: 404, reason: 'NotFound', message: 'not found', causes: [] }),
    create: async (object, options) => answer(object, options?.onWarning, { metadata: { uid: 'x' } } as JsonObject),
    apply: async (object, options) => answer(object, options.onWarning, { object: {}, created: true }),
  };
}

const cases = fc.tuple(secretNames, secretValues, fc.nat()).map(([name, value, pick]) => {
  const uses = secretUses(name);
  return { value, plan: planOf(name, value, uses[pick % uses.length] ?? '') };
});

function expectConcealed(outputs: ReadonlyArray<string>, value: string): void {
  const shown = outputs.join('\n').toLowerCase();
  for (const part of [value.slice(0, 12), value.slice(-8), value.slice(1, 10)]) {
    const at = shown.indexOf(part.toLowerCase());
    // The whole text would be pages.
    expect(at === -1 ? '' : shown.slice(Math.max(0, at - 60), at + 60)).toBe('');
  }
}

function everyForm(value: unknown): ReadonlyArray<string> {
  return [JSON.stringify(value), inspect(value, { depth: 20, maxStringLength: null, maxArrayLength: null })];
}

describe('no secret of a plan is shown', () => {
  it.each([
    ['refuses what it quotes', true],
    ['warns of what it quotes', false],
  ])('by applyPlan, whatever the API server says: it %s', async (_, refuses) => {
    await fc.assert(
      fc.asyncProperty(cases, fc.boolean(), async ({ plan, value }, dryRun) => {
        if (plan === undefined) return;
        const retries: Array<unknown> = [];
        const options: ApplyPlanOptions = {
          clock: clockAt(1000),
          dryRun,
          onRetry: (retry) => retries.push(retry),
        };
        const result = await applyPlan(gossipingPort(refuses), plan, options);
        expect(isLeft(result)).toBe(refuses);
        expect(retries.length).toBe(1);
        const problems = problemsOf(result);
        const [first, ...rest] = problems;
        const thrown = first === undefined ? [] : [new ProblemsError([first, ...rest])];
        expectConcealed(
          [
            ...everyForm(result),
            ...everyForm(retries),
            formatProblems(problems),
            ...thrown.flatMap((error) => [error.message, error.stack ?? '', ...everyForm(error)]),
          ],
          value,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('by the events and the outcome of a run, whatever its programs, the kubelet and the API server say', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom(0, 3), fc.boolean(), async ({ plan, value }, exitCode, isCut) => {
        if (plan === undefined) return;
        const [job] = plan.jobs;
        const gossip = gossipOf(job).map((text) => text.replaceAll('\n', ' '));
        const message = gossip.join('; ');
        const time = '2026-01-01T00:00:01.000000000Z';
        async function* log(): AsyncGenerator<Uint8Array> {
          for (const line of gossipOf(job).flatMap((text) => text.split('\n'))) yield Buffer.from(`${time} ${line}\n`);
        }
        const clock = clockAt(1000);
        const still = stillPort({ clock });
        const create: ClusterPort['create'] = (object, options) => {
          for (const text of gossip) options?.onWarning?.(text);
          return still.create(object, options);
        };
        const { events, outcome } = await readRun(
          {
            clock,
            job: {
              status: { conditions: [{ type: exitCode === 0 ? 'Complete' : 'Failed', status: 'True', message }] },
            },
            pod: {
              status: {
                phase: exitCode === 0 ? 'Succeeded' : 'Failed',
                message,
                containerStatuses: [containerStatus('dump', ended(exitCode, { message }))],
              },
            },
            events: [{ type: 'Warning', reason: 'FailedMount', message, metadata: { uid: 'e1' } }],
            logs: async () => right(log()),
            port: { create, remove: async () => left({ code: 403, reason: 'Forbidden', message, causes: [] }) },
          },
          { secrets: secretsOfPlan(plan), cleanUp: 'always', ...(isCut ? { maxLineLength: 24 } : {}) },
        );
        expect(events.map(({ type }) => type)).toEqual(
          expect.arrayContaining(['log-line', 'warning', 'step-finished', 'job-finished']),
        );
        expect(outcome).toHaveProperty('cleanUpProblems');
        expectConcealed([...everyForm(events), ...everyForm(outcome)], value);
      }),
      { numRuns: 60 },
    );
  });

  it('where the Job is refused', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ plan, value }) => {
        if (plan === undefined) return;
        const message = gossipOf(plan.jobs[0]).join('; ');
        const refused = async () => left({ code: 422, reason: 'Invalid', message, causes: [] });
        const { events, outcome } = await readRun(
          {
            clock: clockAt(1000),
            port: { create: refused, read: async () => left({ code: 404, reason: '', message: '', causes: [] }) },
          },
          { secrets: secretsOfPlan(plan) },
        );
        expect(outcome).toMatchObject({ status: 'failed', reason: 'not-created' });
        expectConcealed([...everyForm(events), ...everyForm(outcome)], value);
      }),
      { numRuns: 40 },
    );
  });

  it('and names of objects, steps and variables are', async () => {
    const plan = planOf('password', 'correcthorse battery', '${password}');
    if (plan === undefined) throw new Error('no plan');
    const result = await applyPlan(gossipingPort(true), plan, { clock: clockAt(1000), dryRun: true });
    const resources = problemsOf(result).map(({ resource }) => `${resource?.kind} ${resource?.name}`);
    expect(resources).toContain(`Job ${plan.jobs[0]?.metadata.name}`);
    expect(JSON.stringify(plan.jobs)).toContain('correcthorse battery');
  });
});
