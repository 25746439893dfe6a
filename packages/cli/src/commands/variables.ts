import {
  didYouMean,
  type FunctionResource,
  formatPath,
  formatProblems,
  isError,
  type Manifests,
  type TaskResource,
} from '@stash-functions/core';
import {
  type BuiltinVariable,
  builtinVariables,
  findBuiltinVariable,
  type VariableReference,
  variablesOf,
} from '@stash-functions/templating';
import { Command, Option } from 'commander';
import { CannotDo, type ExitCode } from '../exit-code.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import { formatTable } from '../output/table.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import { type CommandContext, repeated } from './command.ts';

/** The flags of the command. */
interface VariablesFlags {
  readonly filename?: ReadonlyArray<string>;
  readonly output: 'table' | 'json';
}

/** A variable that a Function or a Task needs. */
interface NeededVariable {
  readonly name: string;
  readonly required: boolean;
  readonly defaults: ReadonlyArray<string>;
  /** The party that sets it: the SDK, a step of the Task, or the user with a param. */
  readonly setBy: 'built-in' | 'step' | 'param';
  /** The places of its uses: the Function or Task, and the path in it. */
  readonly places: ReadonlyArray<string>;
}

/** `stash-functions variables`: all variables, or those that a Function or Task needs. */
export function variablesCommand({ terminal, finish }: CommandContext): Command {
  return new Command('variables')
    .summary('lists the built-in variables, or those that a Function or Task needs')
    .description(
      'Without a name, it lists every variable that is set for Functions, with its meaning and source. With the name of a Function or a Task of the files, it lists the variables that this reads, their defaults, and their places.',
    )
    .argument('[name]', 'NAME, Function/NAME or Task/NAME')
    .option('-f, --filename <path>', 'a file or folder that holds it; may be repeated', repeated)
    .addOption(
      new Option('-o, --output <format>', 'the form of the output').choices(['table', 'json']).default('table'),
    )
    .addHelpText('after', '\nExample:\n  stash-functions variables postgres-backup -f functions/')
    .action(async (name: string | undefined, flags: VariablesFlags) => {
      finish(name === undefined ? listBuiltin(flags, terminal) : await listNeeded(name, flags, terminal));
    });
}

function listBuiltin({ output }: VariablesFlags, { stdout, env }: Terminal): ExitCode {
  if (output === 'json') writeLine(stdout, JSON.stringify(builtinVariables, null, 2));
  else {
    const rows = builtinVariables.map(({ name, setIn, meaning, source }: BuiltinVariable) => [
      name,
      setIn.join(', '),
      meaning,
      source,
    ]);
    writeLine(stdout, formatTable(['VARIABLE', 'SET IN', 'MEANING', 'SOURCE'], rows, optionsOf({ stdout, env })));
  }
  return 0;
}

async function listNeeded(name: string, flags: VariablesFlags, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, env } = terminal;
  if (flags.filename === undefined) throw new CannotDo(`there is no file to look for ${name} in`, 'name one with -f');
  const { manifests, problems } = await readInputs(flags.filename, terminal);
  const errors = problems.filter(isError);
  writeLine(stderr, formatProblems(errors, { color: hasColor(stderr, env) }));
  const needed = neededBy(find(name, manifests), manifests);
  if (flags.output === 'json') writeLine(stdout, JSON.stringify(needed, null, 2));
  else {
    const rows = needed.map(({ name: variable, required, defaults, setBy, places }) => [
      variable,
      required ? 'yes' : 'no',
      defaults.map((text) => JSON.stringify(text)).join(' '),
      setBy,
      places.join(' '),
    ]);
    writeLine(stdout, formatTable(['VARIABLE', 'REQUIRED', 'DEFAULT', 'SET BY', 'WHERE'], rows, optionsOf(terminal)));
  }
  return errors.length > 0 ? 1 : 0;
}

function optionsOf({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>) {
  return { color: hasColor(stdout, env), width: stdout.columns };
}

function find(wanted: string, { functions, tasks }: Manifests): FunctionResource | TaskResource {
  const name = wanted.slice(wanted.indexOf('/') + 1);
  const kind = wanted.includes('/') ? wanted.slice(0, wanted.indexOf('/')).toLowerCase() : undefined;
  const found = [
    ...(kind === undefined || kind === 'function' ? [functions.get(name)] : []),
    ...(kind === undefined || kind === 'task' ? [tasks.get(name)] : []),
  ].filter((each) => each !== undefined);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined)
    throw new CannotDo(`${wanted} is a Function and a Task`, `say Function/${name} or Task/${name}`);
  const near = didYouMean(name, [...functions.keys(), ...tasks.keys()]);
  throw new CannotDo(
    `there is no Function or Task ${wanted} in the files`,
    near === undefined ? undefined : `did you mean ${near}?`,
  );
}

/**
 * The variables that a Function or a Task needs. A Task also needs those of its steps' Functions, unless a step sets
 * them.
 */
function neededBy(resource: FunctionResource | TaskResource, { functions }: Manifests): ReadonlyArray<NeededVariable> {
  const uses: Array<{ readonly reference: VariableReference; readonly place: string; readonly byStep: boolean }> = [];
  const add = (subject: FunctionResource | TaskResource, params: ReadonlySet<string>): void => {
    for (const reference of variablesOf(subject)) {
      const place = `${subject.kind}/${subject.metadata.name}:${formatPath(reference.path)}`;
      uses.push({ reference, place, byStep: params.has(reference.name) });
    }
  };
  add(resource, new Set());
  if (resource.kind === 'Task') {
    for (const { name, params = [] } of resource.spec?.steps ?? []) {
      const fn = functions.get(name ?? '');
      if (fn !== undefined) add(fn, new Set(params.map((param) => param.name)));
    }
  }
  return [...new Set(uses.map(({ reference }) => reference.name))].sort().map((name) => {
    const own = uses.filter(({ reference }) => reference.name === name);
    const isBuiltin = findBuiltinVariable(name) !== undefined;
    return {
      name,
      required: !isBuiltin && own.some(({ reference, byStep }) => reference.required && !byStep),
      defaults: [
        ...new Set(own.flatMap(({ reference }) => (reference.default === undefined ? [] : [reference.default]))),
      ],
      setBy: isBuiltin ? 'built-in' : own.every(({ byStep }) => byStep) ? 'step' : 'param',
      places: own.map(({ place }) => place),
    };
  });
}
