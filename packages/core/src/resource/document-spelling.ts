import { identity } from 'fp-ts/lib/function.js';
import { wrongType } from '../codec/describe.ts';
import { textOf, type Written } from '../codec/in-text.ts';
import { type Fields, isObject } from '../codec/is-object.ts';
import { coreProblem, type DecodeProblemCode } from '../problem/core-problem-code.ts';
import { formatPath } from '../problem/format-path.ts';
import type { Fix, Problem } from '../problem/problem.ts';

/** A Function in the spelling of the CRD. */
export interface CrdSpelling {
  /** The Function with the CRD's names in place of the document's; the input itself where it has none of these. */
  readonly input: unknown;
  /** `nested-spelling` for each name that was replaced, `both-spellings` for each that could not be replaced. */
  readonly problems: ReadonlyArray<Problem<DecodeProblemCode>>;
  /** Turns a path in {@link input} into the path in the Function that was given. */
  readonly pathInDocument: (path: Problem['path']) => Problem['path'];
}

/**
 * Reads a Function in either spelling, and gives it in the spelling of the CRD.
 *
 * The document that this SDK implements and the CRD differ in two names. The document writes `spec.workDir` for
 * `spec.workingDir`, and `spec.runtimeSettings.container.resources` for `spec.runtimeSettings.resources`. An API server
 * refuses the document's names under strict validation, and silently drops them otherwise. Where a Function has both
 * names of a field, the CRD's name is kept, and the other is a Problem.
 */
export function readDocumentSpelling(input: unknown): CrdSpelling {
  if (!isObject(input) || !isObject(input.spec)) return sameSpelling(input);
  const workDir = readWorkDir(input.spec);
  const container = readContainer(workDir.spec);
  if (container.spec === input.spec) return sameSpelling(input);
  return {
    input: { ...input, spec: container.spec },
    problems: [...workDir.problems, ...container.problems],
    pathInDocument: (path) => container.pathInDocument(workDir.pathInDocument(path)),
  };
}

/** The result for an input that has none of the document's names. */
export function sameSpelling(input: unknown): CrdSpelling {
  return { input, problems: [], pathInDocument: identity };
}

interface CrdSpec extends Omit<CrdSpelling, 'input'> {
  readonly spec: Fields;
}

function readWorkDir(spec: Fields): CrdSpec {
  if (!isGiven(spec, 'workDir')) return { spec, problems: [], pathInDocument: identity };
  const path = ['spec', 'workDir'];
  if (isSet(spec.workingDir)) {
    const { workDir: _, ...rest } = spec;
    return { spec: rest, problems: [bothSpellings(path, ['workingDir'])], pathInDocument: identity };
  }
  return {
    spec: rename(spec, 'workDir', 'workingDir'),
    problems: [nestedSpelling(path, 'workingDir')],
    pathInDocument: (inCrd) =>
      inCrd[0] === 'spec' && inCrd[1] === 'workingDir' ? [...path, ...inCrd.slice(2)] : inCrd,
  };
}

function readContainer(spec: Fields): CrdSpec {
  const { runtimeSettings } = spec;
  if (!isObject(runtimeSettings) || !isGiven(runtimeSettings, 'container')) {
    return { spec, problems: [], pathInDocument: identity };
  }
  const { container, ...flat } = runtimeSettings;
  const path = ['spec', 'runtimeSettings', 'container'];
  // The field `pod` is no setting of a container. It is the other half of an invoker's settings.
  const flatNames = Object.keys(flat).filter((name) => name !== 'pod' && isSet(flat[name]));
  if (!isObject(container)) {
    return {
      spec: { ...spec, runtimeSettings: flat },
      problems:
        container === null
          ? [nestedSpelling(path, 'runtimeSettings')]
          : [coreProblem('wrong-type', { ...wrongType('an object', container), path })],
      pathInDocument: identity,
    };
  }
  return {
    spec: { ...spec, runtimeSettings: { ...container, ...flat } },
    problems: [flatNames.length > 0 ? bothSpellings(path, flatNames) : nestedSpelling(path, 'runtimeSettings')],
    pathInDocument: (inCrd) => {
      const [root, settings, name, ...inside] = inCrd;
      const isNested = root === 'spec' && settings === 'runtimeSettings' && name !== undefined;
      return isNested && Object.hasOwn(container, name) && !Object.hasOwn(flat, name)
        ? [...path, name, ...inside]
        : inCrd;
    },
  };
}

/** The edit that writes a field as the CRD does: under another name, or with its fields one level up. */
export function spellingFix(path: Problem['path'], written: Written): Fix | undefined {
  const key = written.locate(path, { at: 'key' });
  if (path.at(-1) === 'workDir') return key && { span: key, text: 'workingDir' };
  const entry = written.locate(path, { at: 'entry' });
  if (entry === undefined) return undefined;
  const [head = '', ...lines] = textOf(written, entry).split('\n');
  const indentOf = (line: string): number => line.length - line.trimStart().length;
  const first = lines.find((line) => /^\s*[^\s#]/.test(line));
  const less = first === undefined ? 0 : indentOf(first) - indentOf(head);
  // A container between braces, or on one line with its fields, is left for a person to move.
  if (first === undefined || less <= 0 || !/:\s*(?:#.*)?$/.test(head)) return undefined;
  return { span: entry, text: lines.map((line) => line.slice(Math.min(less, indentOf(line)))).join('\n') };
}

function nestedSpelling(path: Problem['path'], crdName: string): Problem<'nested-spelling'> {
  const message = `an API server does not know \`${formatPath(path)}\`: it refuses the field or drops it silently`;
  const isSettings = crdName === 'runtimeSettings';
  const hint = isSettings ? 'move the fields of `container` up into `runtimeSettings`' : `write \`${crdName}\``;
  return coreProblem('nested-spelling', { message, path, hint });
}

function bothSpellings(path: Problem['path'], flatNames: ReadonlyArray<string>): Problem<'both-spellings'> {
  const names = flatNames.map((name) => `\`${name}\``).join(', ');
  const name = `\`${path.at(-1)}\``;
  return coreProblem('both-spellings', {
    message: `${name} stands beside ${names}: these are two spellings of the same settings`,
    path,
    hint: path.at(-1) === 'container' ? `move the fields of ${name} up beside ${names}` : `remove ${name}`,
  });
}

/** Renames a field of an object, which keeps its place. A field that had the new name before is left out. */
function rename(object: Fields, from: string, to: string): Fields {
  const entries = Object.entries(object).filter(([name]) => name !== to);
  return Object.fromEntries(entries.map(([name, value]) => [name === from ? to : name, value]));
}

/** True where a name of the document is there, with any value: an API server refuses the name alone. */
function isGiven(object: Fields, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

/** True where a field of the CRD has a value. For an API server, null is no value. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
