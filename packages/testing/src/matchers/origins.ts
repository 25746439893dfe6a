import { type Explanation, formatExplanation } from '@stash-functions/templating';

/** The origins of the strings at some paths of a container's Function, as the last lines of a message. */
export function originsOf(
  explanation: Explanation,
  isMeant: (path: ReadonlyArray<string | number>) => boolean,
): string {
  const strings = explanation.strings.filter(({ path }) => isMeant(path));
  const text = formatExplanation({ ...explanation, strings }, { all: true });
  return text === '' ? '' : `\n\nWhere it comes from:\n${text}`;
}

/** True for equal paths. */
export function isSamePath(one: ReadonlyArray<string | number>, other: ReadonlyArray<string | number>): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
