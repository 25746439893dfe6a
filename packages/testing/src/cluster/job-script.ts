import { isJsonObject, type JsonObject, listAt, textAt } from './json.ts';
import type { Scenario, StepScript } from './scenario.ts';

/** The short story of a Job: the work of its containers. A {@link Scenario} tells everything. */
export interface JobScript {
  /** The script of each container of the Job, by its name. Any other container ends well, without a word. */
  readonly containers?: Readonly<Record<string, ContainerScript>> | undefined;
}

/** The script of a container. */
export interface ContainerScript {
  /** The lines that it writes to its log. */
  readonly lines?: ReadonlyArray<string> | undefined;
  /** The exit code; by default 0. */
  readonly exitCode?: number | undefined;
  /** Milliseconds that it runs, by the clock of the server; by default hardly any. */
  readonly takes?: number | undefined;
  /** The reason why it never begins, as `ImagePullBackOff` or `CreateContainerConfigError`. */
  readonly waits?: string | undefined;
}

/** The whole story of a Job whose containers follow a script: init containers one after the other, then the others. */
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
