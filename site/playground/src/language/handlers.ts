import { createLanguageService, type LanguageService } from '@stash-functions/language-service';
import type { Requests, ShownFix, TextFile } from '../protocol.ts';
import { analyze } from './analyze.ts';
import { compareWith } from './compare.ts';
import { conceal } from './conceal.ts';

/** An answer for each question of {@link Requests}. */
export type Handlers = {
  readonly [Kind in keyof Requests]: (input: Requests[Kind]['input']) => Requests[Kind]['output'];
};

/** Handlers without texts. Links lead to the site that the page is a part of. */
export function createHandlers(): Handlers {
  const service = createLanguageService({ site });
  let open: ReadonlyArray<TextFile> = [];
  return {
    update: (files) => {
      replaceFiles(service, open, files);
      open = files;
      return undefined;
    },
    analyze: () => analyze(service, open, site),
    hover: ({ file, position }) => {
      const hover = service.hover(file, position);
      if (hover === undefined || typeof hover.contents !== 'object' || !('value' in hover.contents)) return undefined;
      return { range: hover.range, markdown: hover.contents.value };
    },
    complete: ({ file, position }) => service.completions(file, position),
    actions: ({ file, range }) =>
      service.codeActions(file, range).map(
        ({ title, edit }): ShownFix => ({
          title,
          edits: Object.entries(edit?.changes ?? {}).flatMap(([uri, edits]) =>
            edits.map(({ range: replaced, newText }) => ({ file: uri, range: replaced, text: newText })),
          ),
        }),
      ),
    define: ({ file, position }) => service.definitions(file, position).map(({ uri, range }) => ({ file: uri, range })),
    compare: (before) => compareWith(service, before),
    conceal,
  };
}

/** The root of the site, from the page. */
const site = '..';

/** Opens what is new or changed, and closes what is gone. An unchanged text is not read again. */
function replaceFiles(service: LanguageService, before: ReadonlyArray<TextFile>, after: ReadonlyArray<TextFile>): void {
  const names = new Set(after.map(({ name }) => name));
  for (const { name } of before) if (!names.has(name)) service.close(name);
  for (const { name, text } of after) if (service.textOf(name) !== text) service.open(name, text);
}
