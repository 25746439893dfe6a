import type { Manifests } from '@stash-functions/core';
import {
  type AppBinding,
  type BackupBatch,
  type BackupConfiguration,
  didYouMean,
  type Param,
  type Problem,
  type RestoreBatch,
  type RestoreSession,
  type RestoreTarget,
  type RuntimeSettings,
  type TaskResource,
} from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { variablesOf } from '../../template/variables-of.ts';
import { findBuiltinVariable } from '../../variables/catalogue.ts';
import { effectiveTask } from '../../variables/effective-task.ts';
import { report } from './finding.ts';
import type { LintCode } from './lint-code.ts';
import { looksSecret, secretFlag } from './secret-name.ts';
import { stepsOf } from './task-rules.ts';

type Findings = ReadonlyArray<Problem<LintCode>>;

/** What asks for a backup or a restore. */
export type Invoker = BackupConfiguration | BackupBatch | RestoreSession | RestoreBatch;

/** One target of an invoker, with the Task that it runs and the values that params give. */
export interface LintTarget {
  readonly invoker: Invoker;
  /** Of the part of the invoker that speaks of the target. */
  readonly path: ReadonlyArray<string | number>;
  readonly spec: LintTargetSpec;
  readonly occasion: 'backup' | 'restore';
  /** Where the manifests have it. */
  readonly task: TaskResource | undefined;
  /** Whether a Task is named at all, be it in the manifests or not. */
  readonly hasTask: boolean;
  /** Names of the params of the add-on and of the invoker. */
  readonly params: ReadonlySet<string>;
}

/** The fields of a target that the rules read. */
export interface LintTargetSpec {
  readonly task?: { readonly params?: ReadonlyArray<Param> };
  readonly target?: Omit<RestoreTarget, 'ref'> & {
    readonly paths?: ReadonlyArray<string>;
    readonly exclude?: ReadonlyArray<string>;
  };
  readonly runtimeSettings?: RuntimeSettings;
}

/** Every target of every invoker of some manifests. */
export function targetsOf(manifests: Manifests): ReadonlyArray<LintTarget> {
  const appBindings = [...manifests.appBindings.values()];
  const targets = (invoker: Invoker): ReadonlyArray<LintTarget> =>
    specsOf(invoker).map(([path, spec], member) => {
      const task = nameAndParams(invoker, member, appBindings);
      return {
        invoker,
        path,
        spec,
        occasion: invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch' ? 'restore' : 'backup',
        task: task.name === undefined ? undefined : manifests.tasks.get(task.name),
        hasTask: task.name !== undefined,
        params: task.params,
      };
    });
  return [
    ...manifests.backupConfigurations.values(),
    ...manifests.backupBatches.values(),
    ...manifests.restoreSessions.values(),
    ...manifests.restoreBatches.values(),
  ].flatMap(targets);
}

/** Variables that the Task of a target needs, and that nothing gives it. */
export function undefinedVariables(target: LintTarget, functions: Manifests['functions']): Findings {
  const { task, occasion, invoker } = target;
  if (task === undefined) return [];
  return stepsOf(task, functions).flatMap(({ ref, index, fn }) => {
    if (fn === undefined) return [];
    const params = new Set([...target.params, ...(ref.params ?? []).map(({ name }) => name)]);
    const needed = variablesOf({ spec: fn.spec }).filter(({ name, required }) => required && !params.has(name));
    return needed.flatMap(({ name, path, offset, length }) => {
      const builtin = findBuiltinVariable(name);
      if (builtin?.setIn.includes(occasion) === true) return [];
      const near = didYouMean(name, params);
      const use = `step ${index} of Task \`${task.metadata.name}\`, which ${invoker.kind} \`${invoker.metadata.name}\` runs`;
      return [
        report(fn, {
          code: builtin === undefined ? 'undefined-variable' : 'other-occasion-variable',
          severity: 'error',
          message:
            builtin === undefined
              ? `nothing sets \`${name}\` in ${use}`
              : `\`${name}\` is not set in a ${occasion}, and ${use}, needs it`,
          path,
          offset,
          length,
          hint:
            near === undefined
              ? `set it in \`task.params\` of the invoker, or give it a default: \`\${${name}:=}\``
              : `did you mean \`${near}\`?`,
        }),
      ];
    });
  });
}

/** Params of an invoker that no Function of its Task uses. */
export function unusedTaskParams(
  { invoker, path, spec, task }: LintTarget,
  functions: Manifests['functions'],
): Findings {
  if (task === undefined) return [];
  const steps = stepsOf(task, functions);
  if (steps.some(({ fn }) => fn === undefined && !functions.size)) return [];
  const used = new Set(
    [...steps.flatMap(({ fn }) => variablesOf({ spec: fn?.spec })), ...variablesOf({ spec: task.spec })].map(
      ({ name }) => name,
    ),
  );
  return (spec.task?.params ?? []).flatMap(({ name }, index) => {
    if (used.has(name) || findBuiltinVariable(name) !== undefined) return [];
    const near = didYouMean(name, used);
    return [
      report(invoker, {
        code: 'unused-param',
        severity: 'warning',
        message: `no Function of Task \`${task.metadata.name}\` uses the param \`${name}\``,
        path: [...path, 'task', 'params', index, 'name'],
        hint: near === undefined ? 'remove the param' : `did you mean \`${near}\`?`,
      }),
    ];
  });
}

/** Elements of lists that become one string, and that hold the separator themselves. */
export function ambiguousJoins({ invoker, path, spec }: LintTarget): Findings {
  const { target } = spec;
  const lists = [
    ...(['paths', 'exclude'] as const).map((field) => [target?.[field], ',', ['target', field]] as const),
    [target?.args, ' ', ['target', 'args']] as const,
    ...(target?.rules ?? []).flatMap((rule, index) =>
      (['paths', 'snapshots', 'include', 'exclude'] as const).map(
        (field) => [rule[field], ',', ['target', 'rules', index, field]] as const,
      ),
    ),
  ];
  return lists.flatMap(([elements, separator, field]) =>
    joinFindings(invoker, elements, separator, [...path, ...field]),
  );
}

/** The same for the tags of a retention policy, which all targets of an invoker share. */
export function ambiguousTags(invoker: Invoker): Findings {
  if (invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch') return [];
  const { keepTags } = invoker.spec?.retentionPolicy ?? {};
  return joinFindings(invoker, keepTags, ',', ['spec', 'retentionPolicy', 'keepTags']);
}

/** Rules of a restore by a Job that are never chosen: its only host is the alias of the target. */
export function unreachableRules({ invoker, path, spec, hasTask }: LintTarget): Findings {
  const { target } = spec;
  if (!hasTask || (invoker.kind !== 'RestoreSession' && invoker.kind !== 'RestoreBatch')) return [];
  const host = target?.alias ?? '';
  const rules = target?.rules ?? [];
  const lastForAll = rules.findLastIndex(({ targetHosts = [] }) => targetHosts.length === 0);
  return rules.flatMap(({ targetHosts = [] }, index) => {
    if (targetHosts.includes(host) || index === lastForAll) return [];
    const isForAll = targetHosts.length === 0;
    return [
      report(invoker, {
        code: 'unreachable-rule',
        severity: 'warning',
        message: isForAll
          ? `the rule is never used: rule ${lastForAll} is for all hosts too, and the last such rule wins`
          : `the rule is never used: it is for ${targetHosts.map((name) => `\`${name}\``).join(', ')}, and the host of this restore is its alias, ${host === '' ? 'which it has not' : `\`${host}\``}`,
        path: [...path, 'target', 'rules', index],
        hint: isForAll
          ? 'remove one of them'
          : `set \`target.alias\` to one of the hosts, or leave \`targetHosts\` empty`,
      }),
    ];
  });
}

/** Probes of an invoker, which every container gets, where some of them are init containers. */
export function invokerProbes({ invoker, path, spec, task }: LintTarget): Findings {
  const settings = spec.runtimeSettings?.container;
  if (settings === undefined || (task?.spec?.steps ?? []).length < 2) return [];
  return (['livenessProbe', 'readinessProbe', 'lifecycle'] as const).flatMap((field) =>
    settings[field] === undefined
      ? []
      : [
          report(invoker, {
            code: 'init-container-probe',
            severity: 'warning',
            message: `\`${field}\` is left out of all steps of Task \`${task?.metadata.name}\` but the last: they become init containers, which cannot have it`,
            path: [...path, 'runtimeSettings', 'container', field],
            at: 'key',
            hint: 'set it on the Function of the last step instead',
          }),
        ],
  );
}

/** Params and environment variables of an invoker that look like secrets. */
export function plainInvokerSecrets({ invoker, path, spec }: LintTarget): Findings {
  const named = [
    ...(spec.task?.params ?? []).map(({ name, value }, index) => ({
      name,
      value,
      at: ['task', 'params', index, 'value'],
    })),
    ...(spec.runtimeSettings?.container?.env ?? []).map(({ name, value = '' }, index) => ({
      name,
      value,
      at: ['runtimeSettings', 'container', 'env', index, 'value'],
    })),
  ];
  return named
    .filter(({ name, value }) => looksSecret(name) && value !== '')
    .map(({ name, at }) =>
      report(invoker, {
        code: 'plaintext-secret',
        severity: 'warning',
        message: `\`${name}\` looks like a secret and has its value in plain text`,
        path: [...path, ...at],
        hint: 'keep it in a Secret, and let the Function read it with `secretKeyRef` or a volume',
      }),
    );
}

function specsOf(invoker: Invoker): ReadonlyArray<readonly [ReadonlyArray<string | number>, LintTargetSpec]> {
  switch (invoker.kind) {
    case 'BackupConfiguration':
    case 'RestoreSession':
      return [[['spec'], invoker.spec ?? {}]];
    case 'BackupBatch':
    case 'RestoreBatch':
      return (invoker.spec?.members ?? []).map((spec, index) => [['spec', 'members', index], spec]);
  }
}

function nameAndParams(
  invoker: Invoker,
  member: number,
  appBindings: ReadonlyArray<AppBinding>,
): { readonly name?: string; readonly params: ReadonlySet<string> } {
  const task =
    invoker.kind === 'RestoreSession' || invoker.kind === 'RestoreBatch'
      ? effectiveTask({ invoker, member, appBindings })
      : effectiveTask({ invoker, member, appBindings });
  if (isLeft(task)) return { params: new Set() };
  const params = new Set(task.right.params.flatMap(({ variables }) => [...variables.keys()]));
  return task.right.name === undefined ? { params } : { name: task.right.name, params };
}

function joinFindings(
  invoker: Invoker,
  elements: ReadonlyArray<string> | undefined,
  separator: ',' | ' ',
  path: ReadonlyArray<string | number>,
): Findings {
  return (elements ?? []).flatMap((element, index) =>
    element.includes(separator)
      ? [
          report(invoker, {
            code: 'ambiguous-join',
            severity: 'warning',
            message: `${secretFlag.test(element) ? 'the element' : `\`${element}\``} holds a ${separator === ',' ? 'comma' : 'space'}, which is also what joins it with its neighbours: it will be read as several`,
            path: [...path, index],
            hint: 'write it as several elements, if that is what it is, or avoid the character',
          }),
        ]
      : [],
  );
}
