import { explain, type ResolvedTask } from '@stash-functions/templating';

/** The strings of a resolved Task that hold the value of a secret variable. */
export interface Secrets {
  /** Each such string, and what may be shown of it. */
  readonly masked: ReadonlyMap<string, string>;
  /** The values themselves, for strings that hold one by another way. */
  readonly values: ReadonlyArray<string>;
}

/** What no printout of a resolved Task may show. */
export function secretsOf(task: ResolvedTask): Secrets {
  const masked = new Map<string, string>();
  for (const { path, step, value } of explain(task).strings) {
    const resolved = step === undefined ? { spec: { volumes: task.volumes } } : task.steps[step];
    const text = at(resolved, path);
    if (typeof text === 'string' && text !== value) masked.set(text, value);
  }
  const values = [task.scope, ...task.steps.map(({ scope }) => scope)]
    .flatMap(({ layers }) => layers.flatMap(({ variables }) => [...variables.values()]))
    .filter(({ secret, value }) => secret === true && value.length >= shortestValue)
    .map(({ value }) => value);
  return { masked, values: [...new Set(values)].sort((one, other) => other.length - one.length) };
}

/** A copy of a value in which no string shows a secret. */
export function maskSecrets(value: unknown, { masked, values }: Secrets): unknown {
  if (typeof value === 'string') {
    return masked.get(value) ?? values.reduce((text, secret) => text.replaceAll(secret, mask), value);
  }
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, { masked, values }));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, maskSecrets(member, { masked, values })]),
  );
}

const mask = '***';

/** A shorter one is in many a word that has nothing to do with it. */
const shortestValue = 4;

function at(value: unknown, path: ReadonlyArray<string | number>): unknown {
  return path.reduce<unknown>((inner, key) => (isKeyed(inner) ? inner[key] : undefined), value);
}

function isKeyed(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}
