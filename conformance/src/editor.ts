import { createLanguageService } from '@stash-functions/language-service';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Position, WorkspaceEdit } from 'vscode-languageserver-types';
import type { EditorPeer } from './editor-peer.ts';

/** One exchange with an editor. */
interface EditorVector {
  readonly id: string;
  readonly documents: Readonly<Record<string, string>>;
  readonly file: string;
  readonly do: string;
  readonly want: Want;
  readonly newName?: string;
}

interface Want {
  readonly includes?: ReadonlyArray<string>;
  readonly excludes?: ReadonlyArray<string>;
  readonly file?: string;
  readonly text?: string;
  readonly at?: ReadonlyArray<readonly [file: string, text: string]>;
  readonly after?: Readonly<Record<string, string>>;
  readonly afterAnyOf?: ReadonlyArray<Readonly<Record<string, string>>>;
  readonly refused?: boolean;
  readonly lines?: Readonly<Record<string, ReadonlyArray<number>>>;
  readonly anyOf?: Readonly<Record<string, ReadonlyArray<number>>>;
}

/** True for an exchange with an editor; its fields tell. */
export function isEditorVector(vector: unknown): vector is EditorVector {
  return typeof vector === 'object' && vector !== null && 'documents' in vector && 'do' in vector && 'want' in vector;
}

/** Plays an exchange to a service. Gives the first wrong answer; undefined where all are right. */
export async function checkEditor(
  vector: EditorVector,
  peer: EditorPeer = createLanguageService(),
): Promise<string | undefined> {
  const texts: Record<string, string> = {};
  let position: Position = { line: 0, character: 0 };
  for (const [file, marked] of Object.entries(vector.documents)) {
    const at = marked.indexOf(cursor);
    const text = marked.replace(cursor, '');
    texts[file] = text;
    if (at >= 0) position = documentOf(file, text).positionAt(at);
    peer.open(file, text);
  }
  const miss = await play(vector, peer, texts, position);
  return miss === undefined ? undefined : `${vector.id}: ${miss}`;
}

const cursor = '‸';

async function play(
  vector: EditorVector,
  peer: EditorPeer,
  texts: Texts,
  position: Position,
): Promise<string | undefined> {
  const { file, want } = vector;
  switch (vector.do) {
    case 'hover':
      return checkHover(peer, file, position, want);
    case 'completion':
      return checkCompletion(peer, file, texts[file] ?? '', position, want);
    case 'definition':
      return checkDefinition(await peer.definitions(file, position), texts, want);
    case 'references':
      return checkReferences(await peer.references(file, position), texts, want);
    case 'rename': {
      const result = await peer.rename(file, position, vector.newName ?? '');
      if ('refused' in result) return want.refused === true ? undefined : `refused: ${result.refused}`;
      if (want.refused === true) return 'not refused';
      return differs(applied(texts, result.edit), texts, want.after ?? {});
    }
    case 'codeAction': {
      const actions = await peer.codeActions(file, { start: position, end: position });
      const wanted = want.afterAnyOf ?? [want.after ?? {}];
      const results = actions.map(({ edit }) => applied(texts, edit ?? {}));
      const isMade = results.some((result) => wanted.some((after) => differs(result, texts, after) === undefined));
      return isMade ? undefined : `no action makes it of: ${actions.map(({ title }) => title).join(' | ')}`;
    }
    case 'diagnostics':
      return checkDiagnostics(peer, Object.keys(texts), want);
    default:
      return `unknown: ${vector.do}`;
  }
}

type Texts = Readonly<Record<string, string>>;

async function checkHover(peer: EditorPeer, file: string, position: Position, want: Want): Promise<string | undefined> {
  const contents = (await peer.hover(file, position))?.contents;
  const text = (typeof contents === 'object' && 'value' in contents ? contents.value : '').toLowerCase();
  const missing = (want.includes ?? []).filter((each) => !text.includes(each.toLowerCase()));
  const unwanted = (want.excludes ?? []).filter((each) => text.includes(each.toLowerCase()));
  return lacking(missing, unwanted, text);
}

async function checkCompletion(
  peer: EditorPeer,
  file: string,
  text: string,
  position: Position,
  want: Want,
): Promise<string | undefined> {
  const before = text.slice(0, documentOf(file, text).offsetAt(position));
  const word = /[^\s"'{}[\],]*$/.exec(before)?.[0] ?? '';
  const typed = word.slice(Math.max(word.lastIndexOf('$'), word.lastIndexOf('='), -1) + 1).toLowerCase();
  const last = /[\w.-]*$/.exec(before)?.[0].toLowerCase() ?? '';
  const labels = (await peer.completions(file, position))
    .map(({ label }) => label)
    .filter((label) => [typed, last].some((start) => label.toLowerCase().startsWith(start)));
  const missing = (want.includes ?? []).filter((each) => !labels.some((label) => label.startsWith(each)));
  const unwanted = (want.excludes ?? []).filter((each) => labels.includes(each));
  return lacking(missing, unwanted, labels.join(' '));
}

function checkDefinition(found: ReadonlyArray<Location>, texts: Texts, { file, text = '' }: Want): string | undefined {
  const isThere = found.some((each) => each.uri === file && textAt(each, texts).includes(text));
  return isThere ? undefined : `defined at ${JSON.stringify(found.map((each) => [each.uri, textAt(each, texts)]))}`;
}

function checkReferences(found: ReadonlyArray<Location>, texts: Texts, { at = [] }: Want): string | undefined {
  const places = found.map((each) => `${each.uri} ${textAt(each, texts)}`).sort();
  const wanted = at.map(([file, text]) => `${file} ${text}`).sort();
  return JSON.stringify(places) === JSON.stringify(wanted) ? undefined : `found ${places.join(', ')}`;
}

async function checkDiagnostics(
  peer: EditorPeer,
  files: ReadonlyArray<string>,
  want: Want,
): Promise<string | undefined> {
  const found: Array<{ readonly file: string; readonly line: number; readonly message: string }> = [];
  for (const file of files) {
    for (const { severity = 1, range, message } of await peer.diagnostics(file)) {
      if (severity <= 2) found.push({ file, line: range.start.line, message });
    }
  }
  const shown = found.map(({ file, line, message }) => `${file}:${line} ${message}`).join('; ');
  if (want.anyOf !== undefined) {
    const isThere = found.some(({ file, line }) => want.anyOf?.[file]?.includes(line) === true);
    return isThere ? undefined : `none of these lines: ${shown}`;
  }
  const places = [...new Set(found.map(({ file, line }) => `${file}:${line}`))].sort();
  const wanted = Object.entries(want.lines ?? {})
    .flatMap(([file, lines]) => lines.map((line) => `${file}:${line}`))
    .sort();
  return JSON.stringify(places) === JSON.stringify(wanted) ? undefined : `said: ${shown}`;
}

function lacking(missing: ReadonlyArray<string>, unwanted: ReadonlyArray<string>, found: string): string | undefined {
  if (missing.length === 0 && unwanted.length === 0) return undefined;
  return `lacks ${missing.join(', ') || 'nothing'}, has ${unwanted.join(', ') || 'nothing'} too, in: ${found.slice(0, 300)}`;
}

function applied(texts: Texts, { changes = {} }: WorkspaceEdit): Texts {
  const edited = Object.entries(changes).map(([file, edits]) => [
    file,
    TextDocument.applyEdits(documentOf(file, texts[file] ?? ''), edits),
  ]);
  return { ...texts, ...Object.fromEntries(edited) };
}

/** The first file that is not as wanted. A file that is not named must be unchanged. */
function differs(result: Texts, before: Texts, after: Texts): string | undefined {
  const file = Object.keys(result).find((each) => result[each] !== (after[each] ?? before[each]));
  return file === undefined ? undefined : `${file} is ${JSON.stringify(result[file])}`;
}

function textAt({ uri, range }: Location, texts: Texts): string {
  return documentOf(uri, texts[uri] ?? '').getText(range);
}

function documentOf(file: string, text: string): TextDocument {
  return TextDocument.create(file, 'yaml', 0, text);
}
