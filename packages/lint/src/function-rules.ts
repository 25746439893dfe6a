import type { FunctionResource, Problem } from '@stash-functions/core/decode';
import { didYouMean } from '@stash-functions/core/decode';
import {
  builtinVariables,
  compileStrings,
  findBuiltinVariable,
  parseText,
  stringsOf,
  type VariableReference,
  variablesOf,
} from '@stash-functions/templating';
import { report } from './finding.ts';
import type { LintCode } from './lint-code.ts';
import type { LintOptions } from './lint-options.ts';
import { looksSecret, secretFlag } from './secret-name.ts';

type Findings = ReadonlyArray<Problem<LintCode>>;

/** What is malformed in the strings of a Function or Task. */
export function templateProblems(resource: Extract<Parameters<typeof report>[0], { spec?: object }>): Findings {
  if (resource.spec === undefined) return [];
  return compileStrings(resource.spec).problems.map(({ code, severity, message, hint = '', path, span }) =>
    report(resource, { code, severity, message, hint, path: ['spec', ...path], ...span }),
  );
}

/** `$$(VAR)`, of which the placeholder language takes one `$`: Kubernetes then expands what was to be text. */
export function lostEscapes(fn: FunctionResource): Findings {
  return expandedStrings(fn).flatMap(({ text, path }) =>
    [...text.matchAll(/(?<!\$)\$\$\(([A-Za-z_][\w.-]*)\)/g)].map((match) =>
      report(fn, {
        code: 'lost-kubernetes-escape',
        severity: 'warning',
        message: `\`${match[0]}\` resolves to \`$(${match[1]})\`, which Kubernetes expands as a variable of the container`,
        path,
        offset: match.index,
        length: match[0].length,
        hint: `write \`$$$$(${match[1]})\` for the text, or \`$(${match[1]})\` for the variable of the container`,
      }),
    ),
  );
}

/** `$NAME` of a variable that the Function could use: without braces it is text. */
export function bareNames(fn: FunctionResource, params: Iterable<string> = []): Findings {
  const known = new Set([...params, ...variablesOf({ spec: fn.spec }).map(({ name }) => name)]);
  return stringsOf(fn.spec, ['spec']).flatMap(({ text, path }) => {
    let offset = 0;
    return parseText(text).template.parts.flatMap((part) => {
      const start = offset;
      offset += part.kind === 'literal' ? part.source.length : part.length;
      if (part.kind !== 'literal') return [];
      return [...part.source.matchAll(/(?<!\$)\$([A-Za-z_]\w*)/g)]
        .filter(([, name = '']) => known.has(name) || findBuiltinVariable(name) !== undefined)
        .map((match) =>
          report(fn, {
            code: 'bare-dollar-name',
            severity: 'warning',
            message: `\`${match[0]}\` is text: only \`\${${match[1]}}\` is a variable`,
            path,
            offset: start + match.index,
            length: match[0].length,
            hint: `write \`\${${match[1]}}\`, or \`$${match[0]}\` to say that it is meant as text`,
          }),
        );
    });
  });
}

/** PodSecurityPolicies are gone since Kubernetes 1.25. */
export function removedPolicies(fn: FunctionResource, { kubernetesVersion }: LintOptions): Findings {
  const name = fn.spec?.podSecurityPolicyName;
  if (name === undefined || name === '' || isBefore125(kubernetesVersion)) return [];
  return [
    report(fn, {
      code: 'pod-security-policy-removed',
      severity: 'warning',
      message: `the PodSecurityPolicy \`${name}\` has no effect: Kubernetes 1.25 removed the kind`,
      path: ['spec', 'podSecurityPolicyName'],
      hint: 'remove the field, and label the namespace with the Pod Security Standard that the container needs',
    }),
  ];
}

/** Variables that are there in a backup only, in a Function for restores, or the other way round, or in a Function that needs both. */
export function otherOccasionVariables(
  fn: FunctionResource,
  { occasion }: LintOptions,
  params: Iterable<string> = [],
): Findings {
  const given = new Set(params);
  const needed = variablesOf({ spec: fn.spec }).filter(({ name, required }) => required && !given.has(name));
  const isOnlyIn = (reference: VariableReference, one: 'backup' | 'restore', other: 'backup' | 'restore'): boolean => {
    const setIn = findBuiltinVariable(reference.name)?.setIn;
    return setIn?.includes(one) === true && !setIn.includes(other);
  };
  const forBackup = needed.filter((reference) => isOnlyIn(reference, 'backup', 'restore'));
  const forRestore = needed.filter((reference) => isOnlyIn(reference, 'restore', 'backup'));
  const wrong =
    occasion === 'backup' ? forRestore : occasion === 'restore' ? forBackup : forBackup.length > 0 ? forRestore : [];
  return wrong.map(({ name, path, offset, length }) => {
    const only = findBuiltinVariable(name)?.setIn.includes('backup') === true ? 'backup' : 'restore';
    const why =
      occasion === undefined
        ? `and \`${forBackup[0]?.name}\`, which is needed too, only in a backup`
        : `and the Function is used in a ${occasion}`;
    return report(fn, {
      code: 'other-occasion-variable',
      severity: 'error',
      message: `\`${name}\` is set only in a ${only}, ${why}`,
      path,
      offset,
      length,
      hint: `write \`\${${name}:=}\` to let it be empty, or set it in \`task.params\` of the invoker`,
    });
  });
}

/** Names that are almost those of built-in variables: `${REPOSITORY_BUKET:=}` would be empty for ever. */
export function misspeltVariables(fn: FunctionResource, params: Iterable<string> = []): Findings {
  const given = new Set(params);
  return variablesOf({ spec: fn.spec }).flatMap(({ name, path, offset, length }) => {
    if (given.has(name) || findBuiltinVariable(name) !== undefined || !/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(name))
      return [];
    const near = didYouMean(name, nearNames(name));
    if (near === undefined) return [];
    return [
      report(fn, {
        code: 'undefined-variable',
        severity: 'warning',
        message: `\`${name}\` is no built-in variable, and no param of the Task sets it`,
        path,
        offset,
        length,
        hint: `did you mean \`${near}\`?`,
      }),
    ];
  });
}

/** Passwords, tokens and keys that stand in the Function for everyone to read. */
export function plainSecrets(fn: FunctionResource): Findings {
  const env = (fn.spec?.runtimeSettings?.env ?? []).flatMap(({ name, value = '' }, index) =>
    looksSecret(name) && value !== '' && !value.includes('${')
      ? [
          report(fn, {
            code: 'plaintext-secret',
            severity: 'warning',
            message: `the environment variable \`${name}\` looks like a secret and has its value in plain text`,
            path: ['spec', 'runtimeSettings', 'env', index, 'value'],
            hint: 'take it from a Secret with `valueFrom.secretKeyRef`',
          }),
        ]
      : [],
  );
  const flags = expandedStrings(fn).flatMap(({ text, path }) => {
    const match = secretFlag.exec(text);
    if (match === null || path[1] === 'runtimeSettings') return [];
    return [
      report(fn, {
        code: 'plaintext-secret',
        severity: 'warning',
        message: 'an argument looks like a secret in plain text',
        path,
        offset: match.index + match[0].length - (match[1] ?? '').length,
        hint: 'take it from a Secret: as an environment variable with `secretKeyRef`, or as a mounted file',
      }),
    ];
  });
  return [...env, ...flags];
}

/** The strings in which Kubernetes expands `$(NAME)`. */
function expandedStrings({ spec }: FunctionResource): ReturnType<typeof stringsOf> {
  return [
    ...stringsOf(spec?.command, ['spec', 'command']),
    ...stringsOf(spec?.args, ['spec', 'args']),
    ...(spec?.runtimeSettings?.env ?? []).flatMap(({ value }, index) =>
      stringsOf(value, ['spec', 'runtimeSettings', 'env', index, 'value']),
    ),
  ];
}

/** Built-in variables that begin as the name does, or end so: `MAX_CONCURRENCY` is no misspelling of `MAX_CONNECTIONS`. */
function nearNames(name: string): ReadonlyArray<string> {
  return builtinVariables
    .map((variable) => variable.name)
    .filter((known) => Math.abs(known.length - name.length) <= 2 && editsUpTo2(known, name));
}

/** Whether two edits at most lead from one to the other: what remains between the common beginning and end is short. */
function editsUpTo2(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 2;
}

function isBefore125(version: string | undefined): boolean {
  const match = /^v?(\d+)\.(\d+)/.exec(version ?? '');
  if (match === null) return false;
  const [major = 0, minor = 0] = match.slice(1).map(Number);
  return major < 1 || (major === 1 && minor < 25);
}
