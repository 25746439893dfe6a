import type { ContainerRuntimeSettings, IONiceSettings, NiceSettings } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { Findings, Path } from '../problem/problem.ts';

/**
 * Runs the command of a container by nice(1) and ionice(1), in place of the environment variables that say the same to
 * tools which read them. Of several settings the later ones win, field by field.
 */
export function wrapCommand(
  container: V1Container,
  settings: ReadonlyArray<ContainerRuntimeSettings | undefined>,
  findings: Findings,
  path: Path,
): void {
  const nice: NiceSettings = Object.assign({}, ...settings.map((each) => each?.nice));
  const ionice: IONiceSettings = Object.assign({}, ...settings.map((each) => each?.ionice));
  const wrapper = [...niceCommand(nice), ...ioniceCommand(ionice)];
  if (wrapper.length === 0) return;
  if (container.command === undefined) {
    findings.warning(
      'no-command-to-wrap',
      [...path, 'command'],
      `the container ${container.name} keeps nice and ionice as environment variables, because it has no command to run by \`${wrapper.join(' ')}\``,
      'set spec.command to what the image runs',
    );
    return;
  }
  container.command = [...wrapper, ...container.command];
  const env = container.env?.filter(({ name }) => !schedulingVariableNames.has(name)) ?? [];
  if (env.length > 0) container.env = env;
  else delete container.env;
}

const schedulingVariableNames: ReadonlySet<string> = new Set(['NICE_ADJUSTMENT', 'IONICE_CLASS', 'IONICE_CLASS_DATA']);

function niceCommand({ adjustment }: NiceSettings): ReadonlyArray<string> {
  return adjustment === undefined ? [] : ['nice', '-n', String(adjustment)];
}

function ioniceCommand({ class: schedulingClass, classData }: IONiceSettings): ReadonlyArray<string> {
  if (schedulingClass === undefined && classData === undefined) return [];
  return [
    'ionice',
    ...(schedulingClass === undefined ? [] : ['-c', String(schedulingClass)]),
    ...(classData === undefined ? [] : ['-n', String(classData)]),
  ];
}
