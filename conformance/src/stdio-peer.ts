import { type ChildProcess, spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';
import type { EditorPeer } from './editor-peer.ts';

/** A language server in a process of its own, behind a client of the protocol. */
export interface StdioPeer extends EditorPeer {
  /** Shuts the server down by the rules of the protocol, and resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts a language server and makes it ready: `startServer('node', ['bin.js', 'lsp'])`. */
export async function startServer(command: string, args: ReadonlyArray<string>): Promise<StdioPeer> {
  const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Map<string, ReadonlyArray<Diagnostic>>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    published.set(uri, diagnostics);
  });
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  return peerOf(connection, published, child);
}

function peerOf(
  connection: ProtocolConnection,
  published: ReadonlyMap<string, ReadonlyArray<Diagnostic>>,
  child: ChildProcess,
): StdioPeer {
  let version = 0;
  const ask = <A>(method: string, uri: string, more: object): Promise<A> =>
    connection.sendRequest(method, { textDocument: { uri: uriOf(uri) }, ...more });
  return {
    open: (uri, text) => {
      version += 1;
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(uri), languageId: 'yaml', version, text },
      });
    },
    close: (uri) => void connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(uri) } }),
    hover: async (uri, position) => (await ask('textDocument/hover', uri, { position })) ?? undefined,
    completions: (uri, position) => ask('textDocument/completion', uri, { position }),
    definitions: async (uri, position) => named(await ask('textDocument/definition', uri, { position })),
    references: async (uri, position) =>
      named(await ask('textDocument/references', uri, { position, context: { includeDeclaration: true } })),
    rename: (uri, position, newName) =>
      ask<object>('textDocument/rename', uri, { position, newName }).then(
        (edit) => ({ edit: named(edit) }),
        (error: unknown) => ({ refused: String(error) }),
      ),
    codeActions: async (uri, range) =>
      named(await ask('textDocument/codeAction', uri, { range, context: { diagnostics: [] } })),
    diagnostics: async (uri) => {
      // The server answers in order, so its diagnostics are there before this answer.
      await ask('textDocument/hover', uri, { position: { line: 0, character: 0 } });
      return published.get(uriOf(uri)) ?? [];
    },
    stop: async () => {
      const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exit;
    },
  };
}

const root = 'file:///work-in-progress/';

function uriOf(file: string): string {
  return root + file;
}

/** An answer with the names of files in place of their URIs. */
function named<A>(answer: A): A {
  return JSON.parse(JSON.stringify(answer).replaceAll(root, ''));
}
