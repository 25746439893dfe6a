import leven from 'leven';
import { resourceKinds } from '../resource/kind-facts.ts';
import { kindNamed } from '../resource/kinds.ts';
import type { OtherObject } from './manifests.ts';

/**
 * True for an object of an API that this SDK does not read, such as a Secret. A kind of this SDK under no group, or
 * under a misspelt group of its own, counts as a mistake and not as another API.
 */
export function isForeign(value: Readonly<Record<string, unknown>>): value is OtherObject {
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') return false;
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  if (groups.has(group)) return false;
  const isOwnKind = kindNamed(kind) !== undefined;
  return !isOwnKind || (group !== '' && [...groups].every((known) => leven(known, group.slice(0, 100)) > mostTypos));
}

const groups: ReadonlySet<string> = new Set(resourceKinds.map(({ apiVersion }) => apiVersion.split('/')[0] ?? ''));

const mostTypos = 2;
