import type { ResolvedFunction, ResolvedTask } from '@stash-functions/templating';
import type { ArgumentList } from '../arguments/argument-list.ts';
import type { ProgramCommand, ScenarioContainer } from '../scenario/container.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from '../usage-error.ts';

/** True for a result of backupScenario or restoreScenario. */
export function isScenario(value: unknown): value is Scenario {
  return isObject(value) && 'result' in value && 'containers' in descriptors(value) && 'sources' in value;
}

/** True for a container of a scenario. */
export function isContainer(value: unknown): value is ScenarioContainer {
  return isObject(value) && 'step' in value && 'explanation' in value && 'words' in value;
}

/** True for a command line inside of a container. */
export function isProgram(value: unknown): value is ProgramCommand {
  return isObject(value) && 'program' in value && 'container' in value && 'words' in value;
}

/** True for a value with words and flags. */
export function isArgumentList(value: unknown): value is ArgumentList {
  return isObject(value) && 'words' in value && 'flags' in value;
}

/** True for an Either. */
export function isEither(
  value: unknown,
): value is { readonly _tag: 'Left'; readonly left: unknown } | { readonly _tag: 'Right'; readonly right: unknown } {
  return isObject(value) && '_tag' in value && (value._tag === 'Left' || value._tag === 'Right');
}

/** True for a result of resolveTask or resolveFunction. */
export function isResolved(value: unknown): value is ResolvedFunction | ResolvedTask {
  return isObject(value) && 'source' in value && 'scope' in value;
}

/** True for a value with fields. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The error of a matcher about a value that it is not for. */
export function wrongSubject(name: string, wanted: string, received: unknown): Error {
  const kind = received === null ? 'null' : Array.isArray(received) ? 'a list' : `a value of type ${typeof received}`;
  return new UsageError(`${name} is for ${wanted}, and was given ${kind}`);
}

/** The getters of a scenario throw where it does not resolve. So they are looked at, but not called. */
function descriptors(value: object): object {
  return Object.getOwnPropertyDescriptors(value);
}
