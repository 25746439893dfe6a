/** Lists names for a message, the first ones and the number of the others: `` `a`, `b`, `c` and 3 more ``. */
export function listed(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, most);
  const more = all.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}

const most = 3;

/** A name in backticks. */
export function quoted(name: string): string {
  return `\`${name}\``;
}
