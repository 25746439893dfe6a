import { readOr } from '@stash-functions/core/decode';

/** A piece of a string that the kubelet reads: text of the template itself, or the value of an expression. */
export interface Run {
  readonly text: string;
  /** True for text of the template, which may hold references of its own. */
  readonly own: boolean;
}

/**
 * Makes a string in which the kubelet finds the references of the template's own text and no others. It reads each run
 * of own text as it would alone, and gives the program every other run as it is. For this, some `$`s are doubled. In a
 * value: a `$` in front of `$`, `(` or a character that is not ASCII. In own text: a `$` that would make a reference
 * together with the text behind it.
 *
 * Takes time linear in the length.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function escapeReferences(runs: ReadonlyArray<Run>): string {
  return readOr('', () => escapeRuns(runs));
}

function escapeRuns(runs: ReadonlyArray<Run>): string {
  const whole = runs.map(({ text }) => text).join('');
  if (!whole.includes('$')) return whole;
  const lastCloser = whole.lastIndexOf(')');
  let escaped = '';
  let offset = 0;
  for (const { text, own } of runs) {
    const end = offset + text.length;
    escaped += own ? escapeOwn(text, whole[end], lastCloser >= end) : escapeValue(whole, offset, end);
    offset = end;
  }
  return escaped;
}

/**
 * Expands a string as the kubelet does: `$$` becomes `$`, and `$(NAME)` the value of that environment variable. A
 * reference to an unknown variable stays as it is, and so does a `$` in front of anything else.
 *
 * @param env - the environment of the container; without it every reference stays
 */
export function expandReferences(text: string, env: Readonly<Record<string, string>> = {}): string {
  return readOr(text, () => expandIn(text, env));
}

function expandIn(text: string, env: Readonly<Record<string, string>>): string {
  if (typeof text !== 'string' || !text.includes('$')) return text;
  const lastCloser = text.lastIndexOf(')');
  let expanded = '';
  let offset = 0;
  for (let dollar = text.indexOf('$'); dollar !== -1; dollar = text.indexOf('$', offset)) {
    expanded += text.slice(offset, dollar);
    const next = text[dollar + 1];
    if (next === '(' && lastCloser > dollar) {
      const closer = text.indexOf(')', dollar);
      const name = text.slice(dollar + 2, closer);
      const value = env !== null && Object.hasOwn(env, name) ? env[name] : undefined;
      expanded += value ?? text.slice(dollar, closer + 1);
      offset = closer + 1;
    } else {
      expanded += '$';
      offset = dollar + (next === '$' ? 2 : 1);
    }
  }
  return expanded + text.slice(offset);
}

/** Text of the template. Its last `$`, or its last unclosed `$(`, must not join with the text behind it. */
function escapeOwn(text: string, next: string | undefined, closerFollows: boolean): string {
  const lastCloser = text.lastIndexOf(')');
  let escaped = '';
  let offset = 0;
  for (let dollar = text.indexOf('$'); dollar !== -1; dollar = text.indexOf('$', offset)) {
    const following = text[dollar + 1];
    if (following === '$') {
      escaped += text.slice(offset, dollar + 2);
      offset = dollar + 2;
    } else if (following === '(' && lastCloser > dollar) {
      const closer = text.indexOf(')', dollar);
      escaped += text.slice(offset, closer + 1);
      offset = closer + 1;
    } else {
      const wouldGoOn = following === '(' ? closerFollows : following === undefined && isRead(next);
      escaped += text.slice(offset, dollar) + (wouldGoOn ? '$$' : '$');
      offset = dollar + 1;
    }
  }
  return escaped + text.slice(offset);
}

function escapeValue(whole: string, start: number, end: number): string {
  let escaped = '';
  let offset = start;
  for (let dollar = whole.indexOf('$', start); dollar !== -1 && dollar < end; dollar = whole.indexOf('$', dollar + 1)) {
    if (!isRead(whole[dollar + 1]) && whole[dollar - 1] !== '$') continue;
    escaped += `${whole.slice(offset, dollar)}$$`;
    offset = dollar + 1;
  }
  return escaped + whole.slice(offset, end);
}

/**
 * True where the kubelet does not leave a `$` alone in front of this character. Older kubelets cut a character that is
 * not ASCII in two.
 */
function isRead(next: string | undefined): boolean {
  return next !== undefined && (next === '$' || next === '(' || next > '\u007f');
}
