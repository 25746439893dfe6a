import { identity } from 'fp-ts/lib/function.js';
import { wrongType } from '../codec/describe.ts';
import { textOf, type Written } from '../codec/in-text.ts';
import { type Fields, isObject } from '../codec/is-object.ts';
import { coreProblem, type DecodeProblemCode } from '../problem/core-problem-code.ts';
import { formatPath } from '../problem/format-path.ts';
import type { Fix, Problem } from '../problem/problem.ts';

/** A Function in the spelling of the CRD. */
export interface CrdSpelling {
  /** The Function with the document's names replaced by the CRD's; the input itself where it has none of them. */
  readonly input: unknown;
  /** `nested-spelling` for each name that was replaced, `both-spellings` for each that could not be. */
  readonly problems: ReadonlyArray<Problem<DecodeProblemCode>>;
  /** The path in the given Function to what stands at a path in {@link input}. */
  readonly pathInDocument: (path: Problem['path']) => Problem['path'];
}

/**
 * A Function in the spelling of the CRD, whichever it was written in.
 *
 * The document that this SDK implements writes `spec.workDir` and `spec.runtimeSettings.container.resources` where the
 * CRD has `spec.workingDir` and `spec.runtimeSettings.resources`; an API server refuses the document's names under
 * strict validation and drops them silently without. Where a Function has both names of a field, the CRD's one is kept
 * and the other is a Problem.
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

/** An input that has none of the document's names. */
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
  // `pod` is the other half of the settings of an invoker, and no setting of a container.
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

/** The edit that writes a field as the CRD does: another name for it, or its fields one level up. */
export function spellingFix(path: Problem['path'], written: Written): Fix | undefined {
  const key = written.locate(path, { at: 'key' });
  if (path.at(-1) === 'workDir') return key && { span: key, text: 'workingDir' };
  const entry = written.locate(path, { at: 'entry' });
  if (entry === undefined) return undefined;
  const [head = '', ...lines] = textOf(written, entry).split('\n');
  const indentOf = (line: string): number => line.length - line.trimStart().length;
  const first = lines.find((line) => /^\s*[^\s#]/.test(line));
  const less = first === undefined ? 0 : indentOf(first) - indentOf(head);
  // A container between braces, or on one line with its fields, is for a person to move.
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

/** An object with another name for a field, in the same place; a field that has the name already is left out. */
function rename(object: Fields, from: string, to: string): Fields {
  const entries = Object.entries(object).filter(([name]) => name !== to);
  return Object.fromEntries(entries.map(([name, value]) => [name === from ? to : name, value]));
}

/** Whether a document's name is there, whatever its value: the name alone is what an API server refuses. */
function isGiven(object: Fields, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

/** Whether a field of the CRD has a value; an API server takes null for none. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
