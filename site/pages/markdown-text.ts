/** Changes what stands in a page outside of its blocks of code. */
export function outsideOfCode(text: string, change: (prose: string) => string): string {
  return text
    .split(/^(```[^\n]*\n[\s\S]*?^```$)/m)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

/** The sections of a page that begin with a heading of a level, by the text of that heading. */
export function sectionsOf(
  text: string,
  level: number,
): ReadonlyArray<{ readonly title: string; readonly text: string }> {
  const marks = '#'.repeat(level);
  const blank = text.replaceAll(/^```[^\n]*\n[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, ' '));
  const starts = [...blank.matchAll(new RegExp(`^${marks} (.+)$`, 'gm'))];
  return starts.map(({ 0: heading, 1: title = '', index }) => {
    const start = index + heading.length;
    const rest = blank.slice(start);
    const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'));
    return { title, text: text.slice(start, end < 0 ? undefined : start + end).trim() };
  });
}
