/** The reason why a text breaks its format: the words of a Problem, for a caller that knows the code and the place. */
export interface FormatFault {
  /** One sentence that names the offending part, without a full stop. */
  readonly message: string;
  /** The cure, one sentence without a full stop. */
  readonly hint: string;
  /** The text that was meant, where there is no doubt. */
  readonly replacement?: string | undefined;
}
