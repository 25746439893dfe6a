/** A text of one line as a quoted scalar of YAML that reads back to it: in double quotes unless it has some itself. */
export function inQuotes(text: string): string {
  return text.includes('"') || text.includes('\\') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
