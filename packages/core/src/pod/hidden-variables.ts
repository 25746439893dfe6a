import { readOr } from '../input/read-or.ts';
/** The parts of an environment variable that decide which one counts. */
export interface VariableInList {
  /** Its name. */
  readonly name: string;
  /** Its value, in which the kubelet puts other variables in the place of `$(NAME)`. */
  readonly value?: string | undefined;
  /** The source of its value, where it has no `value`. */
  readonly valueFrom?: object | undefined;
}

/**
 * Finds the variables that hide an earlier one of the same name, since the last one counts. A variable that adds to the
 * earlier one hides nothing: `PATH: $(PATH):/opt/bin`. One that only repeats it does: `PATH: $(PATH)`. An API server
 * warns of the same.
 *
 * @returns their indexes, from 0
 */
export function hiddenVariables(env: ReadonlyArray<VariableInList>): ReadonlyArray<number> {
  return readOr([], () => {
    if (env.length < 2) return [];
    const seen = new Set<string>();
    return env.flatMap(({ name, value = '', valueFrom }, index) => {
      const isSecond = seen.has(name);
      seen.add(name);
      const reference = `$(${name})`;
      const isMadeOfIt = valueFrom === undefined && value !== reference && value.includes(reference);
      return isSecond && !isMadeOfIt ? [index] : [];
    });
  });
}
