import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { AnalyzedExample, Example } from '../playground/src/examples.ts';
import { createHandlers } from '../playground/src/language/handlers.ts';
import { examples } from './read-examples.ts';

const folder = join(import.meta.dirname, '../playground');

/**
 * Builds the playground into a folder: a page, a style sheet, the page's script and its worker, which holds the SDK. All
 * of it is made of the sources of the workspace, so no package has to be built.
 */
export async function buildPlayground(output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  await build({
    entryPoints: { main: join(folder, 'src/main.ts'), worker: join(folder, 'src/language/worker.ts') },
    outdir: output,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    mainFields: ['browser', 'module', 'main'],
    tsconfig: join(folder, '../tsconfig.json'),
    define: { EXAMPLE_TITLES: JSON.stringify(examples().map(({ name, title }) => ({ name, title }))) },
    plugins: [functionalLibraries],
    logLevel: 'warning',
  });
  for (const example of examples()) {
    writeFileSync(
      join(output, `example-${example.name}.js`),
      `export const example = ${JSON.stringify(analyzed(example))};\n`,
    );
  }
  for (const file of ['index.html', 'playground.css']) cpSync(join(folder, file), join(output, file));
}

/** An example with what the worker of the page would say of it. */
function analyzed(example: Example): AnalyzedExample {
  const handlers = createHandlers();
  handlers.update(example.files);
  return { ...example, analysis: handlers.analyze(undefined) };
}

/** fp-ts and io-ts by their ES modules, of which a bundler can leave out what is not used. */
const functionalLibraries: Plugin = {
  name: 'functional-libraries',
  setup: (builder) => {
    builder.onResolve({ filter: /^(?:fp-ts|io-ts)\/lib\// }, ({ path, resolveDir }) => ({
      path: createRequire(join(resolveDir, 'here.js')).resolve(path.replace('/lib/', '/es6/')),
      sideEffects: false,
    }));
  },
};
