import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionsOf } from './markdown-text.ts';
import { code, type Page, table } from './page.ts';
import { asPage } from './site-links.ts';

const folder = join(import.meta.dirname, '../../docs/errors');

/** A page for each problem code, and one that lists them all. */
export function problemPages(): ReadonlyArray<Page> {
  const areas = readdirSync(folder).sort().map(readArea);
  const byCode = new Map<string, Array<ProblemSection>>();
  for (const section of areas.flatMap(({ sections }) => sections)) {
    byCode.set(section.code, [...(byCode.get(section.code) ?? []), section]);
  }
  return [
    { path: 'problems/index.md', text: listOf(areas) },
    ...[...byCode].map(([name, sections]) => ({ path: `problems/${name}.md`, text: pageOf(name, sections) })),
  ];
}

/** A package, or a part of one, with its codes. */
interface Area {
  /** `core` */
  readonly name: string;
  readonly sections: ReadonlyArray<ProblemSection>;
}

/** A code with the section of an area about it. */
interface ProblemSection {
  readonly code: string;
  readonly area: string;
  readonly text: string;
}

function readArea(file: string): Area {
  const name = file.replace(/\.md$/, '');
  const sections = sectionsOf(readFileSync(join(folder, file), 'utf8'), 2).flatMap(({ title, text }) => {
    const [, found] = /^`([a-z-]+)`$/.exec(title) ?? [];
    return found === undefined ? [] : [{ code: found, area: name, text: asPage(text, `docs/errors/${file}`) }];
  });
  return { name, sections };
}

function listOf(areas: ReadonlyArray<Area>): string {
  const intro = asPage(readFileSync(join(folder, '../errors.md'), 'utf8'), 'docs/errors.md');
  const lists = areas.map(({ name, sections }) => {
    const rows = sections.map((section) => [
      `[${code(section.code)}](/problems/${section.code})`,
      firstSentence(section.text),
    ]);
    return `## ${name}\n\n${table(['Code', 'Meaning'], rows)}`;
  });
  return [intro.trim(), ...lists].join('\n\n');
}

function pageOf(name: string, sections: ReadonlyArray<ProblemSection>): string {
  const parts = sections.map(({ area, text }) => (sections.length === 1 ? text : `## In ${area}\n\n${text}`));
  const [first] = sections;
  return [`# ${name}`, ...parts, `[All problem codes](/problems/#${first?.area ?? ''})`].join('\n\n');
}

/** The first sentence of the prose, without the severity that lint writes in front. */
function firstSentence(text: string): string {
  const [paragraph = ''] = text.split(/\n\n/).filter((each) => !/^(?:```|<|\||!)/.test(each));
  const [sentence = paragraph] = /^[\s\S]*?[.:](?=\s|$)/.exec(paragraph) ?? [];
  return sentence.replace(/:$/, '.');
}
