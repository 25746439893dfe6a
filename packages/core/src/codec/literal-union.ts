/**
 * A string of which the API knows some values now and may know others later. An editor offers the known ones, and every
 * string is accepted. The schemas of the Stash kinds leave such fields open too.
 */
export type LiteralUnion<Known extends string> = Known | (string & Record<never, never>);
