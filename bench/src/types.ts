import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { BenchRow, FigureRow } from './measure.ts';

const calls = 100;
const args = 60;

/** A hundred Functions of sixty arguments, whose variables the types read, and the same objects as plain containers. */
const authored = fileFor(
  "import { defineFunction } from '@stash-functions/core/decode';",
  (name, list) =>
    `export const ${name} = defineFunction({ metadata: { name: '${name}' }, spec: { image: 'a', args: ${list} } });`,
);
const plain = fileFor(
  "import type { V1Container } from '@stash-functions/k8s-adapter';",
  (name, list) => `export const ${name}: V1Container = { name: '${name}', image: 'a', args: ${list} };`,
);

/** The compiler's work on one file, beside that on a file of the same objects without our types. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: `check ${calls} calls of defineFunction with ${args} arguments each`,
    aim: 'at most 2 × V1Container',
    limit: 6,
    long: true,
    run: () => check(authored),
    peers: [{ name: 'the same objects as V1Container', run: () => check(plain) }],
  },
];

/** How much the compiler makes of the types: instantiations are the same on every machine. */
export const figures: ReadonlyArray<FigureRow> = [
  { name: 'instantiations of the calls of defineFunction', run: async () => String(check(authored)) },
  { name: 'instantiations of the V1Containers', run: async () => String(check(plain)) },
];

function fileFor(head: string, line: (name: string, list: string) => string): string {
  const list = (index: number): string =>
    `[${Array.from({ length: args }, (_, at) => `'--option-${at}=\${VARIABLE_${index}_${at}:=}'`).join(', ')}]`;
  return [head, ...Array.from({ length: calls }, (_, index) => line(`f${index}`, list(index)))].join('\n');
}

/** Checks one file, and gives the number of instantiations. */
function check(text: string): number {
  const name = fileURLToPath(new URL('types-of-this-run.ts', import.meta.url));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? text : readFile(file));
  host.getSourceFile = (file, version, ...rest) =>
    file === name ? ts.createSourceFile(file, text, version) : getSourceFile(file, version, ...rest);
  const program = ts.createProgram([name], options, host);
  const [wrong] = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()];
  if (wrong !== undefined) throw new Error(ts.flattenDiagnosticMessageText(wrong.messageText, ' '));
  return program.getInstantiationCount();
}
