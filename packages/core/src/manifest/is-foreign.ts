import leven from 'leven';
import { kindNamed, resourceKinds } from '../resource/kinds.ts';
import type { OtherObject } from './manifests.ts';

/**
 * Whether an object is of an API that is not this SDK's business, such as a Secret. A kind of this SDK under a group that
 * is one of its own but for a letter or two, or under no group, is taken for a mistake and not for another API.
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
