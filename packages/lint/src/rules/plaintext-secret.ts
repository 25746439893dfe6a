import type { AppBinding, BackupBlueprint, FunctionResource, Invoker, Resource } from '@stash-functions/core/decode';
import { type FoundSecret, findSecrets, findSplitSecrets, isPlain, looksSecret } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { environmentsOf } from '../subject/settings.ts';
import { specStrings, specVariables } from '../subject/strings.ts';
import { taskParamsOf } from '../subject/task-names.ts';

type Kind = 'Function' | 'Task' | 'Repository' | 'AppBinding' | 'BackupBlueprint' | InvokerKind;

/** Passwords, tokens and keys in plain text, which everyone can read. */
export const plaintextSecret: RuleFor<'plaintext-secret', Kind> = {
  code: 'plaintext-secret',
  severity: 'warning',
  kinds: ['Function', 'Task', 'Repository', 'AppBinding', 'BackupBlueprint', ...invokerKinds],
  meaning: 'A password, token or key stands in plain text.',
  explanation: `Everyone who may read the resource, or the pod that is made of it, can read the secret. The rule finds
values of params and environment variables with the names of secrets, and defaults of such variables. It also finds
passwords in URLs, in flags and in variables before a command. The finding shows the secret as \`*\`.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: pg
spec:
  image: acme/pg:16
  runtimeSettings:
    env:
      - { name: API_TOKEN, value: hunter2 }
`,
  cure: 'keep it in a Secret, and let the Function read it with `secretKeyRef` or a mounted file. Change a secret that was published.',
  check: (resource) => {
    const named = namedValues(resource);
    const seen = new Set(named.map(({ path }) => path.join('.')));
    const inside = [...split(resource), ...defaults(resource), ...inStrings(resource)];
    return [...named, ...inside.filter(({ path }) => !seen.has(path.join('.')))];
  },
};

/** Values of params and environment variables that have the name of a secret. */
function namedValues(resource: Extract<Resource, { readonly kind: Kind }>): ReadonlyArray<Finding> {
  const params =
    resource.kind === 'Task'
      ? (resource.spec?.steps ?? []).flatMap(({ params: list = [] }, step) =>
          list.map(({ name, value }, index) => ({
            name,
            value,
            path: ['spec', 'steps', step, 'params', index, 'value'],
          })),
        )
      : resource.kind === 'Function' || resource.kind === 'Repository'
        ? []
        : paramsOf(resource);
  const found = params
    .filter(({ name, value }) => looksSecret(name) && isPlain(value, name))
    .map(({ name, path }) => ({
      message: `the param \`${name}\` looks like a secret and has its value in plain text`,
      path,
      secret: true,
      hint: 'pass the name of a Secret instead, and let the Function read it with `secretKeyRef` or a volume',
    }));
  const env = hasEnvironment(resource) ? ofEnvironment(resource) : [];
  return [...found, ...env];
}

function paramsOf(resource: Invoker | BackupBlueprint | AppBinding) {
  return taskParamsOf(resource)
    .flat()
    .map(({ value: { name, value }, path }) => ({ name, value, path: [...path, 'value'] }));
}

function hasEnvironment(resource: Resource): resource is FunctionResource | Invoker | BackupBlueprint {
  return resource.kind !== 'Task' && resource.kind !== 'Repository' && resource.kind !== 'AppBinding';
}

function ofEnvironment(resource: FunctionResource | Invoker | BackupBlueprint): ReadonlyArray<Finding> {
  return environmentsOf(resource).flatMap(({ env, path }) =>
    env.flatMap(({ name, value = '' }, index) =>
      looksSecret(name) && isPlain(value, name)
        ? [
            {
              message: `the environment variable \`${name}\` looks like a secret and has its value in plain text`,
              path: [...path, index, 'value'],
              secret: true,
              hint: 'take it from a Secret with `valueFrom.secretKeyRef`',
            },
          ]
        : [],
    ),
  );
}

/** `['--password', 'x']`. The program may stand in the command, and its flags in the arguments. */
function split(resource: Resource): ReadonlyArray<Finding> {
  if (resource.kind !== 'Function') return [];
  const { command = [], args = [] } = resource.spec ?? {};
  return findSplitSecrets([...command, ...args]).map(({ index, ...secret }) =>
    ofText(secret, index < command.length ? ['spec', 'command', index] : ['spec', 'args', index - command.length]),
  );
}

/** `${dbPassword:=x}` */
function defaults(resource: Resource): ReadonlyArray<Finding> {
  if (resource.kind !== 'Function' && resource.kind !== 'Task') return [];
  return specVariables(resource).flatMap(({ name, default: value = '', path, offset, length }) =>
    value !== '' && looksSecret(name) && isPlain(value, name)
      ? [
          {
            message: `the default of \`${name}\` looks like a secret in plain text`,
            path,
            offset: offset + length - 1 - value.length,
            length: value.length,
            secret: true,
            hint: 'leave it without a default, and take it from a Secret',
          },
        ]
      : [],
  );
}

function inStrings(resource: Resource): ReadonlyArray<Finding> {
  return specStrings(resource).flatMap(({ text, path }) => {
    const found = findSecrets(text);
    return found.length === 0 ? noFindings : found.map((secret) => ofText(secret, path));
  });
}

const noFindings: ReadonlyArray<Finding> = [];

function ofText({ what, offset, length }: FoundSecret, path: ReadonlyArray<string | number>): Finding {
  const isUrl = what === 'the URL';
  return {
    message: isUrl ? 'the URL holds a password in plain text' : `${what} has a secret in plain text`,
    path,
    offset,
    length,
    secret: true,
    hint: isUrl
      ? 'take the user and the password out, and keep them in a Secret'
      : 'take it from a Secret: as an environment variable with `secretKeyRef`, or as a mounted file',
  };
}
