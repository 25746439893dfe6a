/**
 * Writes a text of one line as a quoted scalar of YAML that reads back to it. The quotes are double unless the text has
 * double quotes itself.
 */
export function inQuotes(text: string): string {
  return text.includes('"') || text.includes('\\') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
