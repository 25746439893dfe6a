import { formatPath, type Resource } from '@stash-functions/core/decode';
import type { ResolvedFunction, Scope } from '@stash-functions/templating';
import type { AdapterProblem, Path } from './problem.ts';

/** Something that was resolved, and what its templates could see: a Function, or a Task. */
export type Resolved = Pick<ResolvedFunction, 'scope'> & { readonly source: Resource };

/**
 * Problems without the value of any secret variable: the values are masked wherever they stand, and of a field whose
 * template names such a variable nothing is said but that it is wrong, since an operator may have changed the value.
 */
export function concealSecrets(
  problems: ReadonlyArray<AdapterProblem>,
  resolved: ReadonlyArray<Resolved>,
): ReadonlyArray<AdapterProblem> {
  if (problems.length === 0) return problems;
  const values = [...new Set(resolved.flatMap(({ scope }) => secretValues(scope)))].sort((a, b) => b.length - a.length);
  return values.length === 0 ? problems : problems.map((problem) => concealIn(problem, values, resolved));
}

function concealIn(
  problem: AdapterProblem,
  values: ReadonlyArray<string>,
  resolved: ReadonlyArray<Resolved>,
): AdapterProblem {
  const { path, resource } = problem;
  const isSecret = resolved.some(
    ({ source, scope }) =>
      source.kind === resource?.kind && source.metadata.name === resource.name && namesSecret(source, path, scope),
  );
  if (isSecret) {
    const { hint: _, ...rest } = problem;
    return { ...rest, message: `${formatPath(path)} holds a secret value that cannot stand there` };
  }
  return {
    ...problem,
    message: mask(problem.message, values),
    ...(problem.hint === undefined ? {} : { hint: mask(problem.hint, values) }),
  };
}

/** Whether a template at the path, or above it, names a secret variable. */
function namesSecret(source: Resource, path: Path, scope: Scope): boolean {
  let value: unknown = source;
  for (const part of path)
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === String(part))?.[1]
        : undefined;
  if (typeof value !== 'string') return false;
  return [...value.matchAll(/\$\{#?(\w+)/g)].some(([, name = '']) => isSecretVariable(scope, name));
}

function isSecretVariable(scope: Scope, name: string): boolean {
  return scope.secrets.has(name) || scope.get(name)?.secret === true;
}

function secretValues({ layers }: Scope): ReadonlyArray<string> {
  return layers.flatMap(({ variables }) =>
    [...variables.values()].flatMap(({ secret, value }) =>
      secret === true && value !== '' ? [value, JSON.stringify(value).slice(1, -1), value.slice(0, 100)] : [],
    ),
  );
}

function mask(text: string, values: ReadonlyArray<string>): string {
  return values.reduce((masked, value) => masked.replaceAll(value, '***'), text);
}
