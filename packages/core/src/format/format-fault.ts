/** Why a text is not of a format: the words of a Problem, for whoever knows its code and its place. */
export interface FormatFault {
  /** One sentence that names the offending part, without a full stop. */
  readonly message: string;
  /** How to write it, one sentence without a full stop. */
  readonly hint: string;
  /** The text that was meant, where there is no doubt. */
  readonly replacement?: string | undefined;
}
