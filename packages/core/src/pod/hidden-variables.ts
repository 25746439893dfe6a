/** As much of an environment variable as it takes to know which one counts. */
export interface VariableInList {
  /** Its name. */
  readonly name: string;
  /** Its value, in which the kubelet puts other variables in the place of `$(NAME)`. */
  readonly value?: string | undefined;
  /** Where its value is read from instead. */
  readonly valueFrom?: object | undefined;
}

/**
 * The places, from 0, of the variables that hide one of their name before them: the last counts. One that is made of the
 * one before, as `PATH: $(PATH):/opt/bin`, hides nothing; one that is nothing but the one before does. An API server
 * warns of the same.
 */
export function hiddenVariables(env: ReadonlyArray<VariableInList>): ReadonlyArray<number> {
  if (env.length < 2) return [];
  const seen = new Set<string>();
  return env.flatMap(({ name, value = '', valueFrom }, index) => {
    const isSecond = seen.has(name);
    seen.add(name);
    const reference = `$(${name})`;
    const isMadeOfIt = valueFrom === undefined && value !== reference && value.includes(reference);
    return isSecond && !isMadeOfIt ? [index] : [];
  });
}
