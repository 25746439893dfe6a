/** The exit code of a command: 0 where all is well, 1 where it found something, 2 where it could not do its work. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with 2, because it cannot do its work. The message gives the reason. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
  /** The cure. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
