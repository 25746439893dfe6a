import { formatPath, type Problem, type SourceSpan } from '@stash-functions/core/decode';
import { readOr } from '../input/read-input.ts';
import { deepestObject, isEntered } from '../template/each-string.ts';
import { templatingProblemCodes } from '../templating-problem-code.ts';
import { type Evaluated, type Secrets, secretsOf, shortestForm } from './secrets-of.ts';

/** A text with `***` wherever a secret stood, also where the text was cut in the middle of it. */
export function concealText(text: string, secrets: Secrets): string {
  return readOr('***', () => conceal(text, secrets, () => '***'));
}

/** A copy of a value in which no string shows a secret; keys are names, and stay. What holds none is shared. */
export function concealValue<Value>(value: Value, secrets: Secrets): Value;
export function concealValue(value: unknown, secrets: Secrets): unknown {
  return readOr<unknown>('***', () => (secrets.texts.length === 0 ? value : concealWithin(value, secrets, new Set())));
}

/**
 * Problems that show no secret of what was resolved: not in message and hint, and not in the lines of the source. Of a
 * string that was made of one, nothing is said but that it is wrong there, whatever a check made of it.
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

/** {@link concealSecrets} for one Problem. */
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
  // Problems of templates name variables and never values.
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

/** A range whose lines show no secret. Carets stay where they are, as a secret is replaced by as many `*`. */
export function concealSource(source: SourceSpan, secrets: Secrets): SourceSpan {
  return readOr(source, () => {
    const { excerpt } = source;
    const lines = excerpt.lines.map((line) => conceal(line, secrets, (secret) => '*'.repeat(secret.length)));
    return { ...source, excerpt: { ...excerpt, lines } };
  });
}

/** A Problem with other texts is of the type that it was of. */
function asGiven<P extends Problem>(_: P, concealed: Problem): P;
function asGiven(_: Problem, concealed: Problem): Problem {
  return concealed;
}

function conceal(text: string, { texts }: Secrets, mask: (secret: string) => string): string {
  let concealed = text;
  for (const secret of texts) {
    if (typeof secret !== 'string' || secret === '') continue;
    if (concealed.includes(secret)) concealed = replaceSecret(concealed, secret, mask);
    else if (concealed.includes('…')) concealed = replaceCut(concealed, secret, mask);
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

/** A message cuts long values off with `…`: the beginning of a secret in front of it is one too. */
function replaceCut(text: string, secret: string, mask: (secret: string) => string): string {
  return text.replaceAll(/[^…]+(?=…)/g, (piece) => {
    for (let length = Math.min(secret.length, piece.length); length >= shortestForm; length -= 1) {
      const shown = secret.slice(0, length);
      if (piece.endsWith(shown)) return piece.slice(0, -length) + mask(shown);
    }
    return piece;
  });
}

/** Deeper than any resource is there is nothing to show. */
function concealWithin(value: unknown, secrets: Secrets, ancestors: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return concealText(value, secrets);
  if (typeof value !== 'object' || value === null || ancestors.has(value) || !isEntered(value)) return value;
  if (ancestors.size === deepestObject) return '***';
  const within = new Set(ancestors).add(value);
  if (Array.isArray(value)) return value.map((item: unknown) => concealWithin(item, secrets, within));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, concealWithin(item, secrets, within)]));
}
