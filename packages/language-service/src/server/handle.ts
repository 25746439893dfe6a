import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  ResponseError,
  SemanticTokensBuilder,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { tokenTypes } from '../features/structure.ts';
import { createLanguageService } from '../service.ts';

/** The things that a server needs from the world around it. */
export interface ServerOptions {
  /** Gives the manifests below some folders, by their URIs. Called at the start and each time that a file changes. */
  readonly readLibrary: (folders: ReadonlyArray<string>) => Promise<Iterable<readonly [uri: string, text: string]>>;
  /** The version that the server reports. */
  readonly version: string;
}

/**
 * Answers the Language Server Protocol on a connection until it is closed. It offers everything that the service can
 * do, for the open texts. The manifests of the workspace's folders are their library.
 *
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
export function handle(connection: Connection, { readLibrary, version }: ServerOptions): void {
  const service = createLanguageService();
  const documents = new TextDocuments(TextDocument);
  let folders: ReadonlyArray<string> = [];
  let canWatch = false;

  connection.onInitialize(({ workspaceFolders, rootUri, capabilities }): InitializeResult => {
    folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null || rootUri === undefined ? [] : [rootUri]);
    canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return { capabilities: serverCapabilities, serverInfo: { name: 'stash-functions', version } };
  });

  connection.onInitialized(async () => {
    await loadLibrary();
    if (!canWatch) return;
    const watchers = [{ globPattern: '**/*.{yaml,yml,json}' }];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });

  connection.onDidChangeWatchedFiles(() => loadLibrary());

  documents.onDidChangeContent(({ document: { uri, version: current } }) => {
    service.open(uri, documents.get(uri)?.getText() ?? '', current);
    publish();
  });
  documents.onDidClose(({ document: { uri } }) => {
    service.close(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    publish();
  });

  connection.onHover(({ textDocument, position }) => service.hover(textDocument.uri, position) ?? null);
  connection.onCompletion(({ textDocument, position }) => [...service.completions(textDocument.uri, position)]);
  connection.onDefinition(({ textDocument, position }) => [...service.definitions(textDocument.uri, position)]);
  connection.onReferences(({ textDocument, position }) => [...service.references(textDocument.uri, position)]);
  connection.onPrepareRename(({ textDocument, position }) => {
    const prepared = service.prepareRename(textDocument.uri, position);
    return 'refused' in prepared ? refusal(prepared.refused) : prepared;
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const result = service.rename(textDocument.uri, position, newName);
    return 'refused' in result ? refusal(result.refused) : result.edit;
  });
  connection.onCodeAction(({ textDocument, range }) => [...service.codeActions(textDocument.uri, range)]);
  connection.onDocumentSymbol(({ textDocument }) => [...service.symbols(textDocument.uri)]);
  connection.onFoldingRanges(({ textDocument }) => [...service.foldingRanges(textDocument.uri)]);
  connection.onDocumentLinks(({ textDocument }) => [...service.links(textDocument.uri)]);
  connection.languages.inlayHint.on(({ textDocument, range }) => [...service.inlayHints(textDocument.uri, range)]);
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const builder = new SemanticTokensBuilder();
    for (const { range, type } of service.tokens(textDocument.uri)) {
      const { start, end } = range;
      builder.push(start.line, start.character, end.character - start.character, tokenTypes.indexOf(type), 0);
    }
    return builder.build();
  });

  documents.listen(connection);
  connection.listen();

  async function loadLibrary(): Promise<void> {
    service.setLibrary(await readLibrary(folders));
    publish();
  }

  /** A change in one text may cure or cause a problem in another. */
  function publish(): void {
    for (const { uri, version: current } of documents.all()) {
      void connection.sendDiagnostics({ uri, version: current, diagnostics: [...service.diagnostics(uri)] });
    }
  }
}

const serverCapabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['{', ':', ' ', '-', '"', '_'] },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: {},
  inlayHintProvider: true,
  semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true },
};

/** The protocol's code for a valid request that cannot be done. */
const requestFailed = -32803;

function refusal(message: string): ResponseError<void> {
  return new ResponseError(requestFailed, message);
}
