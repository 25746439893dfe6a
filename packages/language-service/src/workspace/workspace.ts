import {
  collectManifests,
  type Manifests,
  type Problem,
  type ReadManifests,
  type Resource,
  readManifests,
} from '@stash-functions/core';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The texts that a service knows: those that are open in the editor, and a library of others. */
export interface Workspace {
  /** Every text by its URI. */
  readonly documents: ReadonlyMap<string, TextDocument>;
  /**
   * Gives the resources of all texts together. The first of two resources with one name counts; open texts come before
   * the library.
   */
  readonly manifests: () => Manifests;
  /** Gives {@link manifests}, with all problems of reading the texts. */
  readonly readAll: () => ReadManifests<string>;
  /** Gives the resources of one text, and its problems. An unknown text has none. */
  readonly read: (uri: string) => ReadManifests;
  /** Gives the text that holds a resource. */
  readonly uriOf: (resource: Resource) => string | undefined;
  /** True for a text that is open in the editor. */
  readonly isOpen: (uri: string) => boolean;
  /** A number that grows with each change. */
  readonly version: () => number;
  /** True for a resource, or an object of another API, of a text that is open. */
  readonly isShown: (resource: object) => boolean;
}

/** A workspace, and the functions that change it. */
export interface ChangingWorkspace extends Workspace {
  /** Opens a text, or takes a new version of it. */
  readonly open: (uri: string, text: string, version?: number) => void;
  /** Closes a text. If the library has it too, that version counts from now on. */
  readonly close: (uri: string) => void;
  /** Takes these texts as the library. They replace those from before. */
  readonly setLibrary: (files: Iterable<readonly [uri: string, text: string]>) => void;
}

/** A workspace without texts. */
export function createWorkspace(): ChangingWorkspace {
  const open = new Map<string, TextDocument>();
  let library = new Map<string, TextDocument>();
  let generation = 0;
  const reads = new Map<string, { readonly document: TextDocument; readonly read: ReadManifests }>();
  let joined: { readonly generation: number; readonly made: ReturnType<typeof join> } | undefined;

  const documents = (): Map<string, TextDocument> =>
    new Map([...open, ...[...library].filter(([uri]) => !open.has(uri))]);
  const readDocument = (document: TextDocument): ReadManifests => {
    const known = reads.get(document.uri);
    if (known?.document === document) return known.read;
    const read = readManifests(document.getText(), { file: document.uri, previous: known?.read });
    reads.set(document.uri, { document, read });
    return read;
  };
  const all = (): ReturnType<typeof join> => {
    if (joined?.generation !== generation) {
      joined = {
        generation,
        made: join([...documents().values()].map((document) => [document.uri, readDocument(document)])),
      };
    }
    return joined.made;
  };
  const changed = (): void => {
    generation += 1;
  };
  return {
    get documents() {
      return documents();
    },
    manifests: () => all().read.manifests,
    readAll: () => all().read,
    uriOf: (resource) => all().uris.get(resource),
    read: (uri) => {
      const document = open.get(uri) ?? library.get(uri);
      return document === undefined ? readManifests('') : readDocument(document);
    },
    isOpen: (uri) => open.has(uri),
    isShown: (resource) => open.has(all().uris.get(resource) ?? ''),
    version: () => generation,
    open: (uri, text, version = generation + 1) => {
      if (typeof uri !== 'string' || typeof text !== 'string') return;
      open.set(uri, TextDocument.create(uri, 'yaml', version, text));
      changed();
    },
    close: (uri) => {
      open.delete(uri);
      if (!library.has(uri)) reads.delete(uri);
      changed();
    },
    setLibrary: (files) => {
      const texts = [...files].filter(([uri, text]) => typeof uri === 'string' && typeof text === 'string');
      library = new Map(texts.map(([uri, text]) => [uri, TextDocument.create(uri, 'yaml', 0, text)]));
      for (const uri of reads.keys()) if (!open.has(uri) && !library.has(uri)) reads.delete(uri);
      changed();
    },
  };
}

/** Puts the resources of several texts together, with the text that holds each. */
function join(reads: ReadonlyArray<readonly [uri: string, read: ReadManifests]>): {
  readonly read: ReadManifests<string>;
  readonly uris: ReadonlyMap<object, string>;
} {
  const { manifests, duplicates } = collectManifests({
    all: reads.flatMap(([, { manifests: each }]) => each.all),
    others: reads.flatMap(([, { manifests: each }]) => each.others),
    warnings: reads.flatMap(([, { manifests: each }]) => each.warnings),
  });
  const uris = new Map<object, string>();
  for (const [uri, read] of reads)
    for (const each of [...read.manifests.all, ...read.manifests.others]) uris.set(each, uri);
  const problems: ReadonlyArray<Problem> = [...reads.flatMap(([, read]) => read.problems), ...duplicates];
  const salvaged = new Map(reads.flatMap(([, read]) => [...read.salvaged]));
  return { read: { manifests, problems, salvaged }, uris };
}
