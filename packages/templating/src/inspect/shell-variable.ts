import { type FunctionSpec, readOr } from '@stash-functions/core/decode';
import { isExpandedInFunction } from '../kubelet/expanded-fields.ts';
import type { VariableReference } from '../template/variables-of.ts';

/**
 * A hint for a name that is no variable of the template, but one of the container or of a shell. For an environment
 * variable that the Function itself defines, the hint is `$(LEVEL)`. For a variable that a script assigns, reads or
 * loops over, it is `$${table}`. The same holds for variables that every shell has, such as `${1}` and `${HOME}`.
 *
 * @param reference - a use of the name, with the path of its string from the root of the Function
 * @returns undefined where nothing shows that the name belongs to another language
 */
export function foreignVariableHint(
  reference: Pick<VariableReference, 'name' | 'path'>,
  spec: FunctionSpec | undefined,
): string | undefined {
  return readOr(undefined, () => hintFor(reference, spec));
}

function hintFor(
  { name, path }: Pick<VariableReference, 'name' | 'path'>,
  spec: FunctionSpec | undefined,
): string | undefined {
  const text = stringAt({ spec }, path);
  if (text !== undefined && isShellVariable(name, text)) return shellHint(name);
  const env = spec?.runtimeSettings?.env ?? [];
  if (env.some((variable) => variable.name === name)) {
    return isExpandedInFunction(path.slice(1))
      ? `write \`$(${name})\` for the variable of the container`
      : `\`${name}\` is an environment variable of the container, which nothing puts in here`;
  }
  return text !== undefined && isScript(text, path, spec) && !isParamName(name) ? shellHint(name) : undefined;
}

/**
 * True for a variable of the shell that runs the text: the text assigns it, reads it or loops over it, or every shell
 * has it.
 */
export function isShellVariable(name: string, text: string): boolean {
  if (typeof name !== 'string' || typeof text !== 'string') return false;
  if (/^\d+$/.test(name) || ofShells.has(name)) return true;
  if (!/^[A-Za-z_]\w*$/.test(name) || !mayDeclare(text, name)) return false;
  const declared = [
    String.raw`\bfor\s+${name}\s+in\b`,
    String.raw`\bread\s(?:[^;\n|&]*\s)?${name}\b`,
    String.raw`(?:^|[\s;&|({])(?:export\s+|local\s+|declare\s+(?:-\w+\s+)*|readonly\s+)?${name}\+?=`,
    String.raw`\bgetopts\s+\S+\s+${name}\b`,
  ];
  return declared.some((pattern) => new RegExp(pattern).test(text));
}

/** This check rules out nearly every text, and then no pattern is made for the name. */
function mayDeclare(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  return text.includes(`${name}=`) || text.includes(`${name}+=`) || /\b(?:for|read|getopts)\s/.test(text);
}

function shellHint(name: string): string {
  return `write \`$$\{${name}}\` for the variable of the shell`;
}

/**
 * Variables that a shell sets itself; no param has such a name. `HOSTNAME` is left out, because it is a built-in
 * variable too.
 */
const ofShells: ReadonlySet<string> = new Set([
  'HOME',
  'PATH',
  'PWD',
  'OLDPWD',
  'USER',
  'SHELL',
  'IFS',
  'RANDOM',
  'SECONDS',
  'LINENO',
  'BASH_SOURCE',
  'PIPESTATUS',
  'EUID',
  'UID',
  'PPID',
  'TMPDIR',
]);

/** True for a text that a shell runs: the Function's command is a shell, or a line of the text looks like one. */
function isScript(text: string, path: VariableReference['path'], spec: FunctionSpec | undefined): boolean {
  if (path[1] !== 'args' && path[1] !== 'command') return false;
  const [program = '', ...others] = [...(spec?.command ?? []), ...(spec?.args ?? [])];
  const isShell = /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program) && others.some((word) => /^-\w*c\w*$/.test(word));
  return isShell && /\s/.test(text) && text !== program;
}

/**
 * Params of Functions are in camel case, or have a name from the catalogue. A variable of a shell is `table` or
 * `TABLE`.
 */
function isParamName(name: string): boolean {
  return /[a-z][A-Z]/.test(name) || name === 'args' || /^[A-Z]+_[A-Z_]+$/.test(name);
}

function stringAt(root: unknown, path: VariableReference['path']): string | undefined {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return typeof value === 'string' ? value : undefined;
}
