/** What a command ends with: 0 where all is well, 1 where it found something, 2 where it could not do what it was asked. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with 2: what was asked for cannot be done, and the message says why. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
