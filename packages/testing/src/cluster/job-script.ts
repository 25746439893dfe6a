import { isJsonObject, type JsonObject, listAt, textAt } from './json.ts';
import type { Scenario, StepScript } from './scenario.ts';

/** What happens to a Job, in short: what its containers do. A {@link Scenario} says everything. */
export interface JobScript {
  /** What each container of the Job does, by its name; one that is not named ends well, without a word. */
  readonly containers?: Readonly<Record<string, ContainerScript>> | undefined;
}

/** What a container does. */
export interface ContainerScript {
  /** What it writes to its log. */
  readonly lines?: ReadonlyArray<string> | undefined;
  /** What it ends with; 0 where it is absent. */
  readonly exitCode?: number | undefined;
  /** How many milliseconds it runs, by the clock of the server; as good as none where it is absent. */
  readonly takes?: number | undefined;
  /** Why it never begins: `ImagePullBackOff`, `CreateContainerConfigError`. */
  readonly waits?: string | undefined;
}

/** The whole story of a Job whose containers do what a script says: init containers one after the other, then the others. */
export function scenarioFor(job: JsonObject, script: JobScript | Scenario): Scenario {
  if ('pods' in script) return script;
  const { containers = {} } = script;
  const steps = [...stepsIn(job, 'initContainers', containers), ...stepsIn(job, 'containers', containers)];
  const exitCodes = steps.flatMap(({ instances }) => instances.map(({ exitCode }) => exitCode));
  const isStuck = steps.some(({ waiting }) => waiting !== undefined);
  return {
    isInstant: false,
    backoffLimit: 0,
    restartPolicy: 'Never',
    pods: [{ unschedulable: 'no', warnings: [], steps }],
    end: isStuck ? 'nothing' : exitCodes.some((code) => code !== 0) ? 'failed' : 'complete',
  };
}

function stepsIn(
  job: JsonObject,
  field: 'initContainers' | 'containers',
  scripts: NonNullable<JobScript['containers']>,
): ReadonlyArray<StepScript> {
  return listAt(job, 'spec', 'template', 'spec', field)
    .filter(isJsonObject)
    .map((container) => {
      const name = textAt(container, 'name') ?? '';
      const { lines = [], exitCode = 0, takes, waits } = scripts[name] ?? {};
      return {
        name,
        isInit: field === 'initContainers',
        instances: [{ lines, exitCode, endsWithLineFeed: true, ...(takes === undefined ? {} : { takes }) }],
        ...(waits === undefined ? {} : { waiting: { reason: waits, isForever: true } }),
      };
    });
}
