import type { Manifests } from '@stash-functions/core';
import { didYouMean, type Problem } from '@stash-functions/core/decode';
import { findBuiltinVariable, variablesOf } from '@stash-functions/templating';
import { report } from './finding.ts';
import type { LintCode } from './lint-code.ts';
import { type LintManifestsOptions, operatorTasks } from './lint-options.ts';
import { looksSecret, secretFlag } from './secret-name.ts';
import type { Invoker, LintTarget } from './target.ts';
import { stepsOf } from './task-rules.ts';

type Findings = ReadonlyArray<Problem<LintCode>>;

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
      const use = `step ${index} of the Task \`${task.metadata.name}\`, which the ${invoker.kind} \`${invoker.metadata.name}\` runs`;
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

/** Tasks that are named, and that neither the manifests nor the operator have. Without any Task, none is expected. */
export function missingTasks(target: LintTarget, { tasks }: Manifests, options: LintManifestsOptions): Findings {
  const { invoker, path, spec, task, effective } = target;
  const { installedTasks = operatorTasks } = options;
  const installed = new Set(installedTasks);
  const { name } = effective ?? {};
  if (name === undefined || spec.task?.name !== name) return [];
  if (task !== undefined || tasks.size === 0 || installed.has(name)) return [];
  const near = didYouMean(name, [...tasks.keys(), ...installed]);
  return [
    report(invoker, {
      code: 'task-missing',
      severity: 'warning',
      message: `the Task \`${name}\` is not there`,
      path: [...path, 'task', 'name'],
      hint:
        near === undefined
          ? 'load the Task beside the invoker, or name it in `installedTasks`'
          : `did you mean \`${near}\`?`,
    }),
  ];
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
        message: `no Function of the Task \`${task.metadata.name}\` uses the param \`${name}\``,
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
            message: `\`${field}\` is left out of all steps of the Task \`${task?.metadata.name}\` but the last: they become init containers, which cannot have it`,
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
            secret: secretFlag.test(element),
            hint: 'write it as several elements, if that is what it is, or avoid the character',
          }),
        ]
      : [],
  );
}
