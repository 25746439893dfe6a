/** The codes of the Problems that the codecs report: what an API server's validation says of single fields. */
export type CodecProblemCode =
  /** Two items of a list that have the same key. */
  | 'duplicate-item'
  /** A string that is not base64. */
  | 'invalid-bytes'
  /** A string that is no date and time as RFC 3339 writes them. */
  | 'invalid-date-time'
  /** A string that is no quantity. */
  | 'invalid-quantity'
  /** A field that the object must have is not there, or null. */
  | 'missing-field'
  /** An integer beyond what its format can hold. */
  | 'out-of-range'
  /** Objects and lists nested deeper than any resource is, or a cycle. */
  | 'too-deep'
  /** More values than any resource has; or a text or a document that is too large to be read. */
  | 'too-large'
  /** So much is wrong that the rest is not reported. */
  | 'too-many-problems'
  /** The object has no such field. */
  | 'unknown-field'
  /** A string that is none of the few that the field takes. */
  | 'unknown-value'
  /** A value that cannot be looked at: a getter or a proxy threw. */
  | 'unreadable-input'
  /** A value of another type: a number in place of a string. */
  | 'wrong-type';
