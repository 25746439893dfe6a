/** The streams and the environment that a command uses: those of the process, or those of a test. */
export interface Terminal {
  /** The folder that relative paths begin at. */
  readonly cwd: string;
  /** Environment variables. Only KUBECONFIG and those about the terminal are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The results of the command. */
  readonly stdout: Output;
  /** Messages about the work: progress, made-up facts, errors. */
  readonly stderr: Output;
  /** Gives everything that is piped in. */
  readonly readStdin: () => Promise<string>;
  /** Calls a listener at the first Ctrl-C, and leaves at the second. Returns a function that stops this. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Calls a listener when the process is asked to end, by SIGTERM or by a first Ctrl-C. A second one leaves. */
  readonly onTerminate: (listener: () => void) => () => void;
}

/** One stream of a terminal. */
export interface Output {
  /** Writes a text as it is. */
  readonly write: (text: string) => void;
  /** True where a person watches. */
  readonly isTTY: boolean;
  /** The width of the terminal in cells; undefined where there is none. */
  readonly columns: number | undefined;
}

/**
 * True where texts on a stream should have colour. NO_COLOR and FORCE_COLOR decide if they are set, and otherwise the
 * terminal.
 *
 * @see https://no-color.org
 */
export function hasColor({ isTTY }: Output, { NO_COLOR, FORCE_COLOR, TERM }: Terminal['env']): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && TERM !== 'dumb';
}

/** Writes a text, and a line end if it has none. An empty text writes nothing. */
export function writeLine({ write }: Output, text: string): void {
  if (text !== '') write(text.endsWith('\n') ? text : `${text}\n`);
}
