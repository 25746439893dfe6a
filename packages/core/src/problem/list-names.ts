import { readOr } from '../input/read-or.ts';
/** Lists names as a sentence does, each in backticks: `` `local`, `s3` and `rest` ``. */
export function listNames(names: ReadonlyArray<string>, conjunction: 'and' | 'or' = 'and'): string {
  return readOr('', () => {
    const quoted = names.map((name) => `\`${name}\``);
    const last = quoted.at(-1) ?? '';
    return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} ${conjunction} ${last}`;
  });
}
