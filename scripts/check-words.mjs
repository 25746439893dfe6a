/**
 * The English of docstrings, comments and pages. A sentence has at most thirty words, and begins with its subject or its
 * verb. `node scripts/check-words.mjs [FOLDER...]` lists the sentences that do not, with file and line.
 */
import { readFileSync } from 'node:fs';

const mostWords = 30;

/** A sentence that begins with one of these has its subject elsewhere. */
const weakBeginnings = /^(?:What|Whether|Of|That|Those)\b(?! is (?:why|how)\b)/;

const ignore = [
  '**/node_modules/**',
  '**/dist/**',
  '**/generated/**',
  '**/kubernetes/**',
  '**/CHANGELOG.md',
  'docs/api/**',
];

/** Gives the number of files that were read. Throws an error with every sentence that breaks a rule. */
export async function checkWords(
  folders = ['packages', 'scripts', 'docs', 'examples', 'conformance/src', 'bench', 'site'],
) {
  // A fresh clone has no packages before the step that installs them.
  const { globSync } = await import('tinyglobby');
  const patterns = folders.map((folder) => (/\.\w+$/.test(folder) ? folder : `${folder}/**/*.{ts,mjs,js,md}`));
  const files = globSync([...patterns, ...(folders.length > 1 ? ['*.md'] : [])], { ignore }).sort();
  const findings = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const passages = file.endsWith('.md') ? passagesOfPage(text) : passagesOfSource(text);
    return passages.flatMap((passage) => findingsIn(passage).map((finding) => `${file}:${finding}`));
  });
  if (findings.length > 0) throw Object.assign(new Error(findings.join('\n')), { failed: findings.length });
  return { passed: files.length };
}

/** Every comment of a program that begins its line, by that line. A block of line comments is one comment. */
function passagesOfSource(text) {
  const passages = [];
  for (const { 0: comment, index } of text.matchAll(/^[ \t]*\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/ [^\n]*\n)+/gm)) {
    const bare = comment
      .replace(/^[ \t]*\/\*\*?|\*\/$/g, '')
      .replaceAll(/^[ \t]*(?:\*|\/\/) ?/gm, '')
      .replaceAll(/```[\s\S]*?```/g, (code) => code.replaceAll(/[^\n]/g, ''));
    passages.push(...paragraphs(bare, lineOf(text, index)));
  }
  return passages;
}

/** The paragraphs and list items of a page; headings, tables and code are no sentences. */
function passagesOfPage(text) {
  const prose = text
    .replace(/^---\n[\s\S]*?\n---\n/, (front) => front.replaceAll(/[^\n]/g, ''))
    .replaceAll(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2/gm, (code) => code.replaceAll(/[^\n]/g, ''))
    .replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/^(?:#|\||<).*$/gm, '')
    .replaceAll(/(?<=\n\n)(?: {4}.*\n)+/g, (code) => code.replaceAll(/[^\n]/g, ''));
  return paragraphs(prose, 1);
}

/** Cut at blank lines, items of lists and tags of docstrings. */
function paragraphs(text, firstLine) {
  const found = [];
  let current;
  for (const [index, line] of text.split('\n').entries()) {
    const isStart = /^\s*(?:[-*+] |\d+\. |@|> )/.test(line);
    if (line.trim() === '' || isStart) current = undefined;
    if (line.trim() === '') continue;
    const words = line
      .trim()
      .replace(/^(?:[-*+] |\d+\. |> )/, '')
      .replace(/^@\w+\s*(?:\S+ (?:- )?)?/, (tag) => (/^@(?:returns|remarks)/.test(tag) ? '' : tag));
    if (current === undefined) {
      current = { line: firstLine + index, text: words };
      found.push(current);
    } else current.text += ` ${words}`;
  }
  return found.filter(({ text: passage }) => !passage.startsWith('@') && !passage.includes(' · '));
}

function findingsIn({ line, text }) {
  const plain = text
    .replaceAll(/`[^`]*`/g, 'Code')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\{@link [^}]*\}/g, 'Link')
    .replaceAll(/\be\.g\.|\bi\.e\./g, '');
  return plain.split(/(?<=[.!?]\)?)\s+(?=[A-Z("])/).flatMap((sentence) => {
    const words = sentence.split(/\s+/).filter((word) => /\w/.test(word)).length;
    const shown = sentence.length > 70 ? `${sentence.slice(0, 67)}...` : sentence;
    if (weakBeginnings.test(sentence)) return [`${line}: begin with the subject: ${shown}`];
    return words > mostWords ? [`${line}: ${words} words: ${shown}`] : [];
  });
}

function lineOf(text, index) {
  return text.slice(0, index).split('\n').length;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  try {
    const folders = process.argv.slice(2);
    console.log(`${(await checkWords(folders.length > 0 ? folders : undefined)).passed} files`);
  } catch (error) {
    console.log(error.message);
    process.exitCode = 1;
  }
}
