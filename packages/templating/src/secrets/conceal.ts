import { formatPath, type Problem, readOr, type SourceSpan } from '@stash-functions/core/decode';
import { deepestObject, isEntered } from '../template/each-string.ts';
import { templatingProblemCodes } from '../templating-problem-code.ts';
import { type Evaluated, type Secrets, secretsOf, shortestForm } from './secrets-of.ts';

/** Replaces every secret in a text by `***`, even a secret that the text cuts off in the middle. */
export function concealText(text: string, secrets: Secrets): string {
  return readOr('***', () => conceal(text, secrets, () => '***'));
}

/**
 * Makes a copy of a value in which no string shows a secret. Keys are names, and stay. Parts without a secret are
 * shared.
 */
export function concealValue<Value>(value: Value, secrets: Secrets): Value;
export function concealValue(value: unknown, secrets: Secrets): unknown {
  return readOr<unknown>('***', () => (secrets.texts.length === 0 ? value : concealWithin(value, secrets, new Set())));
}

/**
 * Makes Problems show no secret of what was resolved, neither in message and hint nor in the lines of the source. A
 * string that was made of a secret is only reported as wrong, because a check may have turned it into any text.
 */
export function concealSecrets<P extends Problem>(
  problems: ReadonlyArray<P>,
  evaluated: ReadonlyArray<Evaluated>,
): ReadonlyArray<P> {
  return readOr([], () => {
    if (problems.length === 0) return problems;
    const secrets = secretsOf(evaluated);
    return secrets.texts.length === 0 ? problems : problems.map((problem) => concealProblem(problem, secrets));
  });
}

/** Does the same as {@link concealSecrets} for one Problem. */
export function concealProblem<P extends Problem>(problem: P, secrets: Secrets): P {
  return readOr(problem, () => concealIn(problem, secrets));
}

function concealIn<P extends Problem>(problem: P, secrets: Secrets): P {
  if (secrets.texts.length === 0) return problem;
  const { message, hint, path, resource, source, fix, ...rest } = problem;
  const concealed = {
    ...rest,
    path: path.map((key) => (typeof key === 'string' ? concealText(key, secrets) : key)),
    ...(resource === undefined ? {} : { resource }),
    ...(source === undefined ? {} : { source: concealSource(source, secrets) }),
  };
  // Problems of templates name variables and never show values.
  if (secrets.holds(resource, path) && !Object.hasOwn(templatingProblemCodes, problem.code)) {
    return asGiven(problem, {
      ...concealed,
      message: `${formatPath(path)} holds a secret value that cannot stand there`,
    });
  }
  return asGiven(problem, {
    ...concealed,
    message: concealText(message, secrets),
    ...(hint === undefined ? {} : { hint: concealText(hint, secrets) }),
    ...(fix === undefined || concealText(fix.text, secrets) !== fix.text
      ? {}
      : { fix: { ...fix, span: concealSource(fix.span, secrets) } }),
  });
}

/** Masks the secrets in the lines of a range. Each is replaced by as many `*`, so that carets stay in place. */
export function concealSource(source: SourceSpan, secrets: Secrets): SourceSpan {
  return readOr(source, () => {
    const { excerpt } = source;
    const lines = excerpt.lines.map((line) => conceal(line, secrets, (secret) => '*'.repeat(secret.length)));
    return { ...source, excerpt: { ...excerpt, lines } };
  });
}

/** A Problem with other texts keeps its type. */
function asGiven<P extends Problem>(_: P, concealed: Problem): P;
function asGiven(_: Problem, concealed: Problem): Problem {
  return concealed;
}

function conceal(text: string, { texts }: Secrets, mask: (secret: string) => string): string {
  let concealed = text;
  for (const secret of texts) {
    if (typeof secret !== 'string' || secret === '') continue;
    if (concealed.includes(secret)) concealed = replaceSecret(concealed, secret, mask);
    if (concealed.includes('…')) concealed = replaceCut(concealed, secret, mask);
  }
  return concealed;
}

function replaceSecret(text: string, secret: string, mask: (secret: string) => string): string {
  if (secret.length >= shortestForm) return text.replaceAll(secret, mask(secret));
  let replaced = '';
  let offset = 0;
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
    if (isWord(text[at - 1]) || isWord(text[at + secret.length])) continue;
    replaced += text.slice(offset, at) + mask(secret);
    offset = at + secret.length;
  }
  return replaced + text.slice(offset);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

/** A message cuts a long value with `…`. The beginning of a secret before it must not be shown either. */
function replaceCut(text: string, secret: string, mask: (secret: string) => string): string {
  return text.replaceAll(/[^…]+(?=…)/g, (piece) => {
    for (let length = Math.min(secret.length, piece.length); length >= shortestForm; length -= 1) {
      const shown = secret.slice(0, length);
      if (piece.endsWith(shown)) return piece.slice(0, -length) + mask(shown);
    }
    return piece;
  });
}

/** Values deeper than any resource are not shown. */
function concealWithin(value: unknown, secrets: Secrets, ancestors: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return concealText(value, secrets);
  if (typeof value !== 'object' || value === null || ancestors.has(value) || !isEntered(value)) return value;
  if (ancestors.size === deepestObject) return '***';
  const within = new Set(ancestors).add(value);
  if (Array.isArray(value)) return value.map((item: unknown) => concealWithin(item, secrets, within));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, concealWithin(item, secrets, within)]));
}
