import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Options } from 'tsup';
import ts from 'typescript';
import { markPure } from './scripts/mark-pure.ts';

/** A plugin of esbuild, whose types are tsup's. */
type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * How every library of the workspace is built: twice from the same sources.
 *
 * - `dist/` has one module of output for each module of source, so that a bundler, which asks for the condition `module`,
 *   takes what is used and leaves the rest. The declarations stand beside them. `dist/fp-ts/` has what they use of fp-ts.
 * - `dist/node/` has a file for each entry with fp-ts, io-ts and other small libraries in it, because Node takes far longer
 *   to find and read two hundred small modules than a few large ones.
 *
 * @param entries - the entries of the package by name: `{ index: 'src/index.ts' }`
 */
export function library(entries: Readonly<Record<string, string>>): ReadonlyArray<Options> {
  return [
    {
      ...common,
      entry: sources,
      splitting: false,
      // Leaves the choice to the plugin: tsup's own would come first, and leave the paths as they are.
      noExternal: [functionalModule],
      esbuildPlugins: [modulesAsTheyAre, functionalFiles, pureValues],
      onSuccess: async () => {
        for (const file of globSync(sources)) writeDeclaration(file);
      },
    },
    {
      ...common,
      entry: functionalEntries(),
      noExternal: [functionalPackages],
      esbuildPlugins: [functionalModules],
      esbuildOptions: (options) => {
        options.chunkNames = 'fp-ts/[name]-[hash]';
        options.legalComments = 'none';
      },
      banner: { js: '/*! fp-ts, copyright Giulio Canti, MIT license: https://github.com/gcanti/fp-ts */' },
    },
    {
      ...common,
      entry: { ...entries },
      outDir: 'dist/node',
      noExternal: [functionalPackages, smallPackages],
      esbuildPlugins: [functionalModules, yamlAsModules],
      esbuildOptions: (options) => {
        options.mainFields = ['module', 'main'];
      },
    },
  ];
}

const sources = ['src/**/*.ts', '!src/**/*.{test,test-d,test-prop}.ts'];

const functionalModule = /^fp-ts\/lib\/(\w+\.js)$/;
const functionalPackages = /^(?:fp-ts\/(?:lib|es6)\/.*|io-ts)$/;

/** Those that an entry loads each time. Node would look for each of their files, and for the manifest of each package. */
const smallPackages =
  /^(?:@humanwhocodes\/momoa|@noble\/hashes\/.*|cronstrue|dequal\/lite|get-east-asian-width|leven|picocolors|vscode-languageserver-(?:textdocument|types)|yaml)$/;

const common = {
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  silent: true,
  tsconfig: 'tsconfig.build.json',
} satisfies Options;

/** Leaves every import of a module of the package as an import. */
const modulesAsTheyAre: Plugin = {
  name: 'modules-as-they-are',
  setup: (build) => {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
  },
};

/** Loading a module computes values and does nothing else, so that a bundler may leave out each that is not used. */
const pureValues: Plugin = {
  name: 'pure-values',
  setup: (build) => {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: markPure(path, readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/**
 * Each module of fp-ts as a file of the package, made of the ES module, of which a bundler can leave out what is not used.
 * Node cannot load that one itself, and some tools give Node what they find for bundlers.
 */
const functionalFiles: Plugin = {
  name: 'functional-files',
  setup: (build) => {
    build.onResolve({ filter: functionalModule }, ({ path, importer }) => {
      const file = join('src', 'fp-ts', path.replace(functionalModule, '$1'));
      return { path: toRelative(dirname(relative('.', importer)), file), external: true };
    });
  },
};

/** fp-ts and io-ts by their ES modules, which need no other file once they are bundled. */
const functionalModules: Plugin = {
  name: 'functional-modules',
  setup: (build) => {
    build.onResolve({ filter: functionalPackages }, ({ path, resolveDir }) => ({
      path: esModule(path === 'io-ts' ? 'io-ts/es6/index.js' : path, resolveDir),
      sideEffects: false,
    }));
  },
};

/** The file of an ES module of fp-ts or io-ts, by whichever of its paths. */
function esModule(path: string, from: string): string {
  return createRequire(join(from, 'here.js')).resolve(path.replace('/lib/', '/es6/'));
}

/** The modules of fp-ts that the sources of the package import, by the names of their files. */
function functionalEntries(): Readonly<Record<string, string>> {
  const texts = globSync(sources).map((file) => readFileSync(file, 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/from 'fp-ts\/lib\/(\w+)\.js'/g)].map(([, name = '']) => name),
  );
  return Object.fromEntries(names.map((name) => [`fp-ts/${name}`, esModule(`fp-ts/lib/${name}.js`, process.cwd())]));
}

function toRelative(from: string, file: string): string {
  const path = relative(from, file).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The library `yaml` by its ES modules. They are those for browsers, and need nothing that Node has not. */
const yamlAsModules: Plugin = {
  name: 'yaml-as-modules',
  setup: (build) => {
    build.onResolve({ filter: /^yaml$/ }, ({ path, resolveDir }) => {
      const manifest = createRequire(join(resolveDir, 'here.js')).resolve(`${path}/package.json`);
      return { path: join(dirname(manifest), 'browser', 'dist', 'index.js'), sideEffects: false };
    });
  },
};

/** Declarations need no type checker, since `isolatedDeclarations` holds: they are made file by file. */
function writeDeclaration(file: string): void {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, isolatedDeclarations: true },
    reportDiagnostics: true,
  });
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  const output = join('dist', relative('src', file).replace(/\.ts$/, '.d.ts'));
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, outputText.replaceAll(relativeImport, '$1$2$3.js$2'));
}

/** `from './a.ts'`, `import('./a.ts')`, `import './a.ts'` */
const relativeImport = /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;
