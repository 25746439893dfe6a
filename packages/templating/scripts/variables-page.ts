import { type BuiltinVariable, builtinVariables } from '../src/variables/catalogue.ts';
import type { VariableOccasion } from '../src/variables/scope.ts';

/** Makes docs/variables.md: the catalogue of built-in variables as a page. */
export function variablesPage(): string {
  return [
    '# Built-in variables',
    '',
    'A Function or Task may use these variables, and no param needs to set them: `--bucket=${REPOSITORY_BUCKET}`. The SDK',
    'exports the same table as `builtinVariables`. Every other variable needs a default, `${NAME:=value}`, or a value in one',
    'of three places: the params of the step, the add-on of the AppBinding, or `spec.task.params` of the invoker.',
    '',
    'If several set one name, the last one in this list wins: params of the step · built-in variables · params of the',
    "AppBinding's add-on · `task.params` of the invoker · `ADDON_IMAGE`. In the container of a hook, `HOOK_TYPE` stands",
    'below all of them. There the params of all steps count, and those of the last step win.',
    '',
    'A variable that is always set hides its default, even if its value is empty. Fields without a kind are those of',
    'the invoker: of `spec`, or of one member of a batch.',
    '',
    ...section('In a backup and in a restore', ({ setIn }) => setIn.includes('backup') && setIn.includes('restore')),
    ...section('In a backup only', ({ setIn }) => setIn.includes('backup') && !setIn.includes('restore')),
    ...section('In a restore only', ({ setIn }) => setIn.includes('restore') && !setIn.includes('backup')),
    ...section('In the container of a hook only', ({ setIn }) => only(setIn, 'hook')),
    ...section('In a BackupBlueprint only', ({ setIn }) => only(setIn, 'blueprint')),
    'A BackupBlueprint also sees these variables: ' +
      builtinVariables
        .filter(({ setIn }) => setIn.includes('blueprint') && setIn.length > 1)
        .map(({ name }) => `\`${name}\``)
        .join(', ') +
      '.',
    '',
  ].join('\n');
}

function only(occasions: ReadonlyArray<VariableOccasion>, occasion: VariableOccasion): boolean {
  return occasions.length === 1 && occasions[0] === occasion;
}

function section(title: string, belongs: (variable: BuiltinVariable) => boolean): ReadonlyArray<string> {
  return [
    `## ${title}`,
    '',
    '| Variable | Meaning | Source | Set | Example |',
    '|---|---|---|---|---|',
    ...builtinVariables.filter(belongs).map(row),
    '',
  ];
}

function row({ name, meaning, source, when, example }: BuiltinVariable): string {
  const cells = [`\`${name}\``, meaning, source, when === undefined ? 'always' : `where ${when}`, `\`${example}\``];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
