import type { Param } from '@stash-functions/core/decode';
import { evaluateText } from '@stash-functions/templating';
import { isRight } from 'fp-ts/lib/Either.js';

/** Volumes that the adapter adds to a pod. */
export const providedVolumes: ReadonlySet<string> = new Set(['stash-tmp-dir', 'stash-interim-volume', 'stash-local']);

/** A name with the params of its step resolved. Undefined if it has a variable that only an invoker gives. */
export function withParams(name: string, params: ReadonlyArray<Param> = []): string | undefined {
  if (!name.includes('$')) return name;
  const values = new Map(params.map((param) => [param.name, param.value]));
  const resolved = evaluateText(name, (variable) => values.get(variable));
  return isRight(resolved) && !resolved.right.includes('${') ? resolved.right : undefined;
}
