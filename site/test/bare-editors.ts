import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { examples } from '../scripts/read-examples.ts';

/**
 * Builds the peer of the playground: a page with two editors of CodeMirror and nothing else, which show a text of the
 * first example. It says that it is ready as the playground does.
 */
export async function buildBareEditors(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-bare-editors-'));
  const text = examples()[0]?.files[0]?.text ?? '';
  const program = `
    import { autocompletion } from '@codemirror/autocomplete';
    import { defaultKeymap, history } from '@codemirror/commands';
    import { yaml } from '@codemirror/lang-yaml';
    import { lintGutter } from '@codemirror/lint';
    import { EditorView, keymap, lineNumbers } from '@codemirror/view';
    const extensions = [lineNumbers(), history(), lintGutter(), autocompletion(), yaml(), keymap.of(defaultKeymap)];
    for (const _ of [1, 2]) new EditorView({ doc: ${JSON.stringify(text)}, extensions, parent: document.body });
    document.documentElement.dataset.ready = 'true';
    performance.mark('ready');`;
  await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    outfile: join(folder, 'main.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'warning',
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>Bare</title><body><script type="module" src="main.js"></script>',
  );
  return folder;
}
