import type { RenameResult } from '@stash-functions/language-service';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Hover,
  Location,
  Position,
  Range,
} from 'vscode-languageserver-types';

/** The side that answers an editor: the service itself, or a server that has to be waited for. */
export interface EditorPeer {
  readonly open: (uri: string, text: string) => void;
  readonly close: (uri: string) => void;
  readonly hover: (uri: string, position: Position) => Answer<Hover | undefined>;
  readonly completions: (uri: string, position: Position) => Answer<ReadonlyArray<CompletionItem>>;
  readonly definitions: (uri: string, position: Position) => Answer<ReadonlyArray<Location>>;
  readonly references: (uri: string, position: Position) => Answer<ReadonlyArray<Location>>;
  readonly rename: (uri: string, position: Position, newName: string) => Answer<RenameResult>;
  readonly codeActions: (uri: string, range: Range) => Answer<ReadonlyArray<CodeAction>>;
  readonly diagnostics: (uri: string) => Answer<ReadonlyArray<Diagnostic>>;
}

type Answer<A> = A | Promise<A>;
