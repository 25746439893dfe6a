import {
  didYouMean,
  type FunctionRef,
  type FunctionResource,
  type Param,
  type Problem,
  type TaskResource,
} from '@stash-functions/core/decode';
import { evaluateText, findBuiltinVariable, variablesOf } from '@stash-functions/templating';
import { isRight } from 'fp-ts/lib/Either.js';
import { report } from './finding.ts';
import type { LintCode } from './lint-code.ts';
import { type LintOptions, type LintTaskOptions, operatorFunctions } from './lint-options.ts';
import { looksSecret } from './secret-name.ts';

type Findings = ReadonlyArray<Problem<LintCode>>;

/** A step and its Function, where that is there. */
export interface LintStep {
  readonly index: number;
  readonly ref: FunctionRef;
  readonly fn: FunctionResource | undefined;
}

/** The steps of a Task with their Functions. */
export function stepsOf(task: TaskResource, functions: ReadonlyMap<string, FunctionResource>): ReadonlyArray<LintStep> {
  return (task.spec?.steps ?? []).map((ref, index) => ({ index, ref, fn: functions.get(ref.name ?? '') }));
}

/** Steps whose Function is neither there nor installed by the operator. A name that holds a variable is not judged. */
export function missingFunctions(
  task: TaskResource,
  { functions, installedFunctions = operatorFunctions }: LintTaskOptions,
): Findings {
  const installed = new Set(installedFunctions);
  return stepsOf(task, functions).flatMap(({ index, ref: { name = '' }, fn }) => {
    if (fn !== undefined || installed.has(name) || name.includes('${')) return [];
    const near = didYouMean(name, [...functions.keys(), ...installed]);
    return [
      report(task, {
        code: 'function-missing',
        severity: 'error',
        message: `the Function \`${name}\` of step ${index} is not there`,
        path: ['spec', 'steps', index, 'name'],
        hint:
          near === undefined
            ? 'load the Function beside the Task, or name it in `installedFunctions`'
            : `did you mean \`${near}\`?`,
      }),
    ];
  });
}

/** Params that the Function of their step does not use. Those of the operator's image are for the containers of hooks. */
export function unusedParams(task: TaskResource, { functions }: LintTaskOptions): Findings {
  return stepsOf(task, functions).flatMap(({ index, ref, fn }) => {
    if (fn === undefined) return [];
    const used = new Set(variablesOf({ spec: fn.spec }).map(({ name }) => name));
    return (ref.params ?? []).flatMap(({ name }, param) => {
      if (used.has(name) || name.startsWith('STASH_') || findBuiltinVariable(name) !== undefined) return [];
      const near = didYouMean(name, used);
      return [
        report(task, {
          code: 'unused-param',
          severity: 'warning',
          message: `the Function \`${ref.name}\` does not use the param \`${name}\``,
          path: ['spec', 'steps', index, 'params', param, 'name'],
          hint: near === undefined ? 'remove the param' : `did you mean \`${near}\`?`,
        }),
      ];
    });
  });
}

/** Params that a built-in variable hides wherever the Task is used. */
export function hiddenParams(task: TaskResource, { occasion }: LintOptions): Findings {
  const occasions = occasion === undefined ? (['backup', 'restore'] as const) : [occasion];
  return (task.spec?.steps ?? []).flatMap(({ params = [] }, index) =>
    params.flatMap(({ name }, param) => {
      const builtin = findBuiltinVariable(name);
      if (builtin === undefined || !occasions.every((each) => builtin.alwaysIn.includes(each))) return [];
      return [
        report(task, {
          code: 'shadowed-param',
          severity: 'warning',
          message: `the param \`${name}\` never has an effect: the built-in variable of that name wins over it`,
          path: ['spec', 'steps', index, 'params', param, 'name'],
          hint: 'give the param another name; `task.params` of an invoker do win over built-in variables',
        }),
      ];
    }),
  );
}

/** Variables without a default that neither the SDK nor the step sets, so that every invoker has to. */
export function unsetVariables(task: TaskResource, { functions }: LintTaskOptions): Findings {
  return stepsOf(task, functions).flatMap(({ index, ref, fn }) => {
    if (fn === undefined) return [];
    const params = new Set((ref.params ?? []).map(({ name }) => name));
    const needed = variablesOf({ spec: fn.spec }).filter(({ required, name }) => required && !params.has(name));
    const unset = needed.filter(({ name }) => findBuiltinVariable(name) === undefined);
    const once = unset.filter(({ name }, at) => unset.findIndex((other) => other.name === name) === at);
    return once.map(({ name, path, offset, length }) =>
      report(fn, {
        code: 'undefined-variable',
        severity: 'warning',
        message: `\`${name}\` has no default, and step ${index} of the Task \`${task.metadata.name}\` does not set it`,
        path,
        offset,
        length,
        hint: 'set it in the params of the step, or give it a default; else every invoker has to set it in `task.params`',
      }),
    );
  });
}

/** Mounts of volumes that the Task does not have, and volumes that no step mounts. */
export function mountMismatches(task: TaskResource, options: LintTaskOptions): Findings {
  const steps = stepsOf(task, options.functions);
  const volumes = (task.spec?.volumes ?? []).map(({ name }) => name);
  const mounts = steps.flatMap(({ ref, fn }) =>
    [...(fn?.spec?.volumeMounts ?? []), ...(fn?.spec?.volumeDevices ?? [])].map((mount) => ({
      fn,
      name: withParams(mount.name, ref.params),
    })),
  );
  const anyVolume = volumes.some((name) => name.includes('${'));
  const anyMount = mounts.some(({ name }) => name === undefined) || steps.some(({ fn }) => fn === undefined);
  const without = steps.flatMap(({ ref, fn }) =>
    (fn?.spec?.volumeMounts ?? []).flatMap((mount, index) => {
      const name = withParams(mount.name, ref.params);
      if (fn === undefined || name === undefined || anyVolume || providedVolumes.has(name) || volumes.includes(name))
        return [];
      const near = didYouMean(name, volumes);
      return [
        report(fn, {
          code: 'mount-without-volume',
          severity: options.occasion === 'backup' ? 'error' : 'warning',
          message: `the volume \`${name}\` is mounted, and the Task \`${task.metadata.name}\` has no such volume`,
          path: ['spec', 'volumeMounts', index, 'name'],
          hint: near === undefined ? 'add it to `spec.volumes` of the Task' : `did you mean \`${near}\`?`,
        }),
      ];
    }),
  );
  const unmounted =
    anyVolume || anyMount
      ? []
      : volumes.flatMap((name, index) =>
          mounts.some((mount) => mount.name === name) || providedVolumes.has(name)
            ? []
            : [
                report(task, {
                  code: 'volume-without-mount',
                  severity: 'warning',
                  message: `no step mounts the volume \`${name}\``,
                  path: ['spec', 'volumes', index, 'name'],
                  hint: 'mount it in a Function, or remove it',
                }),
              ],
        );
  return [...without, ...unmounted];
}

/** Probes and lifecycle hooks of a step that becomes an init container, where an API server refuses them. */
export function initContainerProbes(task: TaskResource, { functions }: LintTaskOptions): Findings {
  return stepsOf(task, functions)
    .slice(0, -1)
    .flatMap(({ index, fn }) => {
      const settings = fn?.spec?.runtimeSettings;
      if (fn === undefined || settings === undefined) return [];
      return (['livenessProbe', 'readinessProbe', 'lifecycle'] as const).flatMap((field) =>
        settings[field] === undefined
          ? []
          : [
              report(fn, {
                code: 'init-container-probe',
                severity: 'warning',
                message: `\`${field}\` is left out: step ${index} of the Task \`${task.metadata.name}\` becomes an init container, which cannot have it`,
                path: ['spec', 'runtimeSettings', field],
                at: 'key',
                hint: 'remove it, or make the Function the last step',
              }),
            ],
      );
    });
}

/** Params of steps whose values look like secrets. */
export function plainSecretParams(task: TaskResource): Findings {
  return (task.spec?.steps ?? []).flatMap(({ params = [] }, index) =>
    params.flatMap(({ name, value }, param) =>
      looksSecret(name) && value !== '' && !value.includes('${')
        ? [
            report(task, {
              code: 'plaintext-secret',
              severity: 'warning',
              message: `the param \`${name}\` looks like a secret and has its value in plain text`,
              path: ['spec', 'steps', index, 'params', param, 'value'],
              hint: 'pass the name of a Secret instead, and let the Function read it with `secretKeyRef` or a volume',
            }),
          ]
        : [],
    ),
  );
}

/** Volumes that the adapter adds to a pod. */
const providedVolumes: ReadonlySet<string> = new Set(['stash-tmp-dir', 'stash-interim-volume']);

/** A name with the params of its step, or undefined where that takes a variable that only an invoker gives. */
function withParams(name: string, params: ReadonlyArray<Param> = []): string | undefined {
  if (!name.includes('$')) return name;
  const values = new Map(params.map((param) => [param.name, param.value]));
  const resolved = evaluateText(name, (variable) => values.get(variable));
  return isRight(resolved) && !resolved.right.includes('${') ? resolved.right : undefined;
}
