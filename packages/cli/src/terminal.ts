/** Where a command reads from and writes to: the process's own, or a test's. */
export interface Terminal {
  /** The folder that relative paths begin at. */
  readonly cwd: string;
  /** Environment variables; only those that are about the terminal, and KUBECONFIG, are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the command has to say. */
  readonly stdout: Output;
  /** What is said about it: progress, what was made up, errors. */
  readonly stderr: Output;
  /** Everything that is piped in. */
  readonly readStdin: () => Promise<string>;
  /** Calls a listener at the first Ctrl-C, and leaves at the second; returns how to stop that. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Calls a listener when the process is asked to end, by SIGTERM or by a first Ctrl-C; a second one leaves. */
  readonly onTerminate: (listener: () => void) => () => void;
}

/** One stream of a terminal. */
export interface Output {
  /** Writes a text as it is. */
  readonly write: (text: string) => void;
  /** Whether a person watches. */
  readonly isTTY: boolean;
  /** The width of the terminal in cells; undefined where there is none. */
  readonly columns: number | undefined;
}

/**
 * Whether to colour what goes to a stream: NO_COLOR and FORCE_COLOR decide where they are set, the terminal where not.
 *
 * @see https://no-color.org
 */
export function hasColor({ isTTY }: Output, { NO_COLOR, FORCE_COLOR, TERM }: Terminal['env']): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && TERM !== 'dumb';
}

/** Writes a text, and a line end where it has none. An empty text writes nothing. */
export function writeLine({ write }: Output, text: string): void {
  if (text !== '') write(text.endsWith('\n') ? text : `${text}\n`);
}
