import {
  checkOptions,
  helpUriOf,
  type Problem,
  type RulesFor,
  readOr,
  type SourcePosition,
} from '@stash-functions/core';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
} from 'vscode-languageserver-types';
import { codeActionsAt } from './features/code-actions.ts';
import { completionsAt } from './features/completion.ts';
import { findProblems, type ProblemsByUri, toDiagnostics } from './features/diagnostics.ts';
import { hoverAt } from './features/hover.ts';
import { definitionsAt, referencesAt } from './features/navigation.ts';
import { prepareRename, type RenameResult, renameAt } from './features/rename.ts';
import {
  foldingRangesOf,
  inlayHintsOf,
  linksOf,
  symbolsOf,
  type TemplateToken,
  tokensOf,
} from './features/structure.ts';
import { createPlans, type WorkspacePlan } from './workspace/plans.ts';
import { isBuiltin } from './workspace/variables.ts';
import { createWorkspace } from './workspace/workspace.ts';

/**
 * The answers that an editor or a page needs about Functions, Tasks and the resources that run them. Positions and
 * ranges are those of the Language Server Protocol: lines and UTF-16 code units from 0. Each text can use the resources
 * of all others. No call throws, whatever the texts hold, and none waits.
 */
export interface LanguageService {
  /** Opens a text, or takes a new version of it. */
  readonly open: (uri: string, text: string, version?: number) => void;
  /** Closes a text. */
  readonly close: (uri: string) => void;
  /** Sets the texts that are not open but whose resources the open ones use. They replace those from before. */
  readonly setLibrary: (files: Iterable<readonly [uri: string, text: string]>) => void;
  /** The text of an open or a library file. */
  readonly textOf: (uri: string) => string | undefined;
  /** The problems of an open text. */
  readonly diagnostics: (uri: string) => ReadonlyArray<Diagnostic>;
  /** The same problems as Problems, with their fixes. */
  readonly problems: (uri: string) => ReadonlyArray<Problem>;
  /**
   * The plan of each invoker in the texts, in order, or the reason why there is none. Plans are kept until a text
   * changes.
   */
  readonly plans: () => ReadonlyArray<WorkspacePlan>;
  /** Describes the thing at a position. */
  readonly hover: (uri: string, position: Position) => Hover | undefined;
  /** Finds the texts that may stand at a position. */
  readonly completions: (uri: string, position: Position) => ReadonlyArray<CompletionItem>;
  /** Finds the definition of the name at a position. */
  readonly definitions: (uri: string, position: Position) => ReadonlyArray<Location>;
  /** Finds every place of the name at a position. */
  readonly references: (uri: string, position: Position) => ReadonlyArray<Location>;
  /** The name at a position, if it can be renamed. */
  readonly prepareRename: (uri: string, position: Position) => ReturnType<typeof prepareRename>;
  /** The edit that renames it everywhere, or the reason why there is none. */
  readonly rename: (uri: string, position: Position, newName: string) => RenameResult;
  /** The actions for a range: problems to cure and parts to add. */
  readonly codeActions: (uri: string, range: Range) => ReadonlyArray<CodeAction>;
  /** The outline of a text. */
  readonly symbols: (uri: string) => ReadonlyArray<DocumentSymbol>;
  /** The ranges that can be folded. */
  readonly foldingRanges: (uri: string) => ReadonlyArray<FoldingRange>;
  /** The templates within strings. */
  readonly tokens: (uri: string) => ReadonlyArray<TemplateToken>;
  /** The value of each `${...}` in a range. */
  readonly inlayHints: (uri: string, range: Range) => ReadonlyArray<InlayHint>;
  /** The URLs of a text. */
  readonly links: (uri: string) => ReadonlyArray<DocumentLink>;
}

/** Options of a service. */
export interface LanguageServiceOptions {
  /** The root of the pages of problem codes, if it is not that of this project: see `helpUriOf`. */
  readonly site?: string | undefined;
}

const optionRules: RulesFor<LanguageServiceOptions> = { site: 'text' };

/**
 * Creates a service without texts. It knows no editor, no file system and no DOM: its caller gives it the texts.
 *
 * A wrong option is a problem at the beginning of each open text, `option-invalid`. The service then works as without
 * options.
 */
export function createLanguageService(options: LanguageServiceOptions = {}): LanguageService {
  const invalid = checkOptions(options, optionRules);
  const { site } = invalid.length === 0 ? options : {};
  const helpUri = (code: string): string => helpUriOf(code, site);
  const workspace = createWorkspace();
  const plans = createPlans(workspace);
  let found: { readonly version: number; readonly problems: ProblemsByUri } | undefined;
  const problems = (uri: string): ReadonlyArray<Problem> => {
    if (found?.version !== workspace.version()) {
      found = { version: workspace.version(), problems: findProblems(workspace, plans) };
    }
    const inText = found.problems.get(uri) ?? [];
    if (invalid.length === 0 || !workspace.isOpen(uri)) return inText;
    const source = { file: uri, start: beginning, end: beginning, excerpt: { firstLine: 1, lines: [] } };
    return [...invalid.map((problem) => ({ ...problem, source })), ...inText];
  };
  return {
    open: (uri, text, version) => readOr(undefined, () => workspace.open(uri, text, version)),
    close: (uri) => readOr(undefined, () => workspace.close(uri)),
    setLibrary: (files) => readOr(undefined, () => workspace.setLibrary(files)),
    textOf: (uri) => readOr(undefined, () => workspace.documents.get(uri)?.getText()),
    problems: (uri) => readOr([], () => problems(uri)),
    plans: () => readOr([], plans.all),
    diagnostics: (uri) => readOr([], () => toDiagnostics(problems(uri), helpUri)),
    hover: (uri, position) => readOr(undefined, () => hoverAt(uri, position, workspace, plans)),
    completions: (uri, position) => readOr([], () => completionsAt(uri, position, workspace)),
    definitions: (uri, position) => readOr([], () => definitionsAt(uri, position, workspace, plans)),
    references: (uri, position) => readOr([], () => referencesAt(uri, position, workspace)),
    prepareRename: (uri, position) =>
      readOr({ refused: 'there is no name here' }, () => prepareRename(uri, position, workspace)),
    rename: (uri, position, newName) =>
      readOr({ refused: 'there is no name here' }, () => renameAt(uri, position, newName, workspace)),
    codeActions: (uri, range) => readOr([], () => codeActionsAt(uri, range, problems(uri), workspace, helpUri)),
    symbols: (uri) => readOr([], () => symbolsOf(uri, workspace)),
    foldingRanges: (uri) => readOr([], () => foldingRangesOf(uri, workspace)),
    tokens: (uri) => readOr([], () => tokensOf(uri, workspace, isBuiltin)),
    inlayHints: (uri, range) => readOr([], () => inlayHintsOf(uri, range, workspace, plans)),
    links: (uri) => readOr([], () => linksOf(uri, workspace)),
  };
}

const beginning: SourcePosition = { line: 1, column: 1, offset: 0 };
