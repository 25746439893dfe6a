import { Argument, Command, type Option } from 'commander';
import { writeLine } from '../terminal.ts';
import type { CommandContext } from './command.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

/**
 * `stash-functions completion`: a script that lets a shell complete the command. It is made from the commands
 * themselves.
 */
export function completionCommand(
  { terminal, finish }: CommandContext,
  all: () => Promise<ReadonlyArray<Command>>,
): Command {
  return new Command('completion')
    .summary('prints a script that lets a shell complete the command')
    .description('Prints a completion script for bash, zsh or fish.')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText('after', '\nExample:\n  source <(stash-functions completion bash)')
    .action(async (shell: (typeof shells)[number]) => {
      const commands = (await all()).flatMap((command) => describe(command));
      const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
      writeLine(terminal.stdout, scripts[shell](commands));
      finish(0);
    });
}

/** The parts of a command that a shell completes. */
interface Completion {
  readonly name: string;
  /** The command in front of it: `render` for `render webhook`. */
  readonly parent: string | undefined;
  /** The commands that may follow it. */
  readonly children: ReadonlyArray<string>;
  readonly summary: string;
  /** The words of arguments that take one of a few values. */
  readonly words: ReadonlyArray<string>;
  readonly options: ReadonlyArray<CompletedOption>;
}

interface CompletedOption {
  readonly flags: ReadonlyArray<string>;
  readonly long: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly words: ReadonlyArray<string>;
}

/** Describes a command after its subcommands, so that the longer name is found first. */
function describe(command: Command, parent?: string): ReadonlyArray<Completion> {
  const words = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const help = { flags: ['-h', '--help'], long: '--help', description: 'display help', takesValue: false, words: [] };
  return [
    ...command.commands.flatMap((child) => describe(child, command.name())),
    {
      name: command.name(),
      parent,
      children: command.commands.map((child) => child.name()),
      summary: command.summary(),
      words,
      options: [...command.options.filter(({ hidden }) => !hidden).map(describeOption), help],
    },
  ];
}

function describeOption({ short, long, description, argChoices, required, optional }: Option): CompletedOption {
  const flags = [short, long].filter((each) => each !== undefined);
  return { flags, long: long ?? '', description, takesValue: required || optional, words: argChoices ?? [] };
}

function isFirst({ parent }: Completion): boolean {
  return parent === undefined;
}

function bashScript(commands: ReadonlyArray<Completion>): string {
  const names = commands.filter(isFirst).map(({ name }) => name);
  const cases = commands.map(({ name, parent, children, options, words }) => {
    const values = options.filter((option) => option.words.length > 0);
    const lines = values.map(
      (option) =>
        `        ${option.flags.join('|')}) COMPREPLY=($(compgen -W "${option.words.join(' ')}" -- "$cur")); return ;;`,
    );
    const flags = options.flatMap((option) => option.flags).join(' ');
    return [
      parent === undefined ? `    '${name} '*)` : `    '${parent} ${name}')`,
      '      case $prev in',
      ...lines,
      '      esac',
      `      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${flags}" -- "$cur")); return; fi`,
      words.length === 0
        ? `      COMPREPLY=($(compgen ${children.length === 0 ? '' : `-W "${children.join(' ')}" `}-f -- "$cur"))`
        : `      COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$cur"))`,
      '      ;;',
    ].join('\n');
  });
  return `# bash completion of stash-functions
_stash_functions() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  if [[ $COMP_CWORD == 1 ]]; then COMPREPLY=($(compgen -W "${names.join(' ')} --help --version" -- "$cur")); return; fi
  case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _stash_functions stash-functions
`;
}

function zshScript(commands: ReadonlyArray<Completion>): string {
  const list = commands
    .filter(isFirst)
    .map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`)
    .join('\n');
  const cases = commands.map(({ name, parent, children, options, words }) => {
    const specs = options.map(({ flags, description, takesValue, words: values, long }) => {
      const text = description.replaceAll(/[[\]:]/g, '\\$&');
      const value = takesValue ? `:${long.slice(2)}:${values.length === 0 ? '_files' : `(${values.join(' ')})`}` : '';
      return flags.map((flag) => `        ${quote(`*${flag}[${text}]${value}`)}`).join(' \\\n');
    });
    const rest = [
      ...children.map((child) => `1:command:(${child})`),
      words.length === 0 ? '*:file:_files' : `*:word:(${words.join(' ')})`,
    ].map((spec) => `        ${quote(spec)}`);
    const pattern = parent === undefined ? `'${name} '*)` : `'${parent} ${name}')\n      shift words; (( CURRENT-- ))`;
    return `    ${pattern}\n      _arguments \\\n${[...specs, ...rest].join(' \\\n')}\n      ;;`;
  });
  return `#compdef stash-functions
_stash_functions() {
  local -a commands
  commands=(
${list}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command="$words[2] $words[3]"
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _stash_functions stash-functions
`;
}

function fishScript(commands: ReadonlyArray<Completion>): string {
  const nested = commands.filter(({ parent }) => parent !== undefined);
  const lines = commands.flatMap(({ name, parent, summary, options, words }) => {
    const seen = `__fish_seen_subcommand_from ${name}`;
    // A command may have the same name as a subcommand of another.
    const others = nested.filter((other) => other.name === name).map((other) => other.parent);
    const condition = parent === undefined ? seen : `${seen}; and __fish_seen_subcommand_from ${parent}`;
    const apart = parent === undefined ? others.map((other) => `; and not __fish_seen_subcommand_from ${other}`) : [];
    const of = `complete -c stash-functions -n "${condition}${apart.join('')}"`;
    const first = parent === undefined ? '__fish_use_subcommand' : `"__fish_seen_subcommand_from ${parent}"`;
    return [
      `complete -c stash-functions -n ${first} -f -a ${name} -d ${quote(summary)}`,
      ...words.map((word) => `${of} -f -a ${word}`),
      ...options.map(({ flags, description, takesValue, words: values }) => {
        const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        const value = takesValue ? (values.length === 0 ? ' -r' : ` -x -a ${quote(values.join(' '))}`) : '';
        return `${of} ${names.join(' ')}${value} -d ${quote(description)}`;
      }),
    ];
  });
  return `# fish completion of stash-functions\n${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
