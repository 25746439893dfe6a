/**
 * A string for which the API knows some values, and may know others one day: an editor offers the known ones, and
 * every string is accepted. The schemas of the Stash kinds leave such fields open too.
 */
export type LiteralUnion<Known extends string> = Known | (string & Record<never, never>);
