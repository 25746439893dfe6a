import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The compiler's results for one text. */
export interface Compiled {
  /** All errors of the text. Each has its line, from 1, and the whole message as `tsc` prints it. */
  readonly errors: ReadonlyArray<{ readonly line: number; readonly message: string }>;
  /**
   * The number of types that were made from generic ones. `tsc --extendedDiagnostics` gives the same measure of work.
   */
  readonly instantiations: number;
  /** Gives the members of a type alias by its name, a union of string literals; `string` for any string. */
  readonly strings: (alias: string) => ReadonlySet<string>;
  /** Gives a type alias by its name, as an editor shows it. */
  readonly hover: (alias: string) => string;
}

/**
 * Compiles a text as a module in `src/types`, with the settings of the workspace and against its sources. Nothing is
 * written to the disk.
 */
export function compile(text: string): Compiled {
  const program = ts.createProgram([fixture], options, hostOf(text));
  const source = program.getSourceFile(fixture);
  if (source === undefined) throw new Error('the compiler did not read the text');
  const checker = program.getTypeChecker();
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  const aliases = new Map(source.statements.filter(ts.isTypeAliasDeclaration).map(({ name }) => [name.text, name]));
  const typeOf = (alias: string): ts.Type => {
    const name = aliases.get(alias);
    if (name === undefined) throw new Error(`the text has no type ${alias}`);
    return checker.getTypeAtLocation(name);
  };
  const errors = diagnostics.map(({ start, messageText }) => ({
    line: ts.getLineAndCharacterOfPosition(source, start ?? 0).line + 1,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
  return {
    errors,
    instantiations: program.getInstantiationCount(),
    strings: (alias) => stringsOf(typeOf(alias)),
    hover: (alias) => checker.typeToString(typeOf(alias), undefined, hoverFormat),
  };
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const fixture = join(root, 'packages/templating/src/types/fixture.ts');

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const options: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(config, ts.sys, root).options,
  types: [],
  declaration: false,
  isolatedDeclarations: false,
  noUnusedLocals: false,
};

const hoverFormat = ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.NoTruncation;

const host = ts.createCompilerHost(options, true);
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The compiler host of the disk with one more file. Files of the disk are parsed once. */
function hostOf(text: string): ts.CompilerHost {
  return {
    ...host,
    fileExists: (path) => path === fixture || host.fileExists(path),
    readFile: (path) => (path === fixture ? text : host.readFile(path)),
    directoryExists: (path) => path === dirname(fixture) || (host.directoryExists?.(path) ?? true),
    getSourceFile: (path, version) => {
      if (path === fixture) return ts.createSourceFile(path, text, version, true);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, version));
      return parsed.get(path);
    },
  };
}

function stringsOf(type: ts.Type): ReadonlySet<string> {
  const members = type.isUnion() ? type.types : [type];
  return new Set(
    members.flatMap((member) => {
      if (member.isStringLiteral()) return [member.value];
      return (member.flags & ts.TypeFlags.Never) === 0 ? ['string'] : [];
    }),
  );
}
