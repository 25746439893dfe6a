import type { ContainerRuntimeSettings } from '@stash-functions/core/decode';
import type { V1Container } from '../kubernetes/container.ts';
import type { Origins, Path, Source } from '../origin/origins.ts';
import type { Finding } from '../problem/problem.ts';
import type { SettingsLayer } from './settings-layer.ts';

/** A setting that gives a process its share of the processor or the disk. */
export interface SchedulingSetting {
  /** The environment variable that carries it to a tool. */
  readonly variable: string;
  /** The place of the setting among those of a container. */
  readonly path: Path;
  readonly value: number;
}

/** The settings of nice and ionice that are set. */
export function schedulingSettings({ nice, ionice }: ContainerRuntimeSettings): ReadonlyArray<SchedulingSetting> {
  const all: Array<SchedulingSetting> = [];
  const add = (variable: string, path: Path, value: number | undefined): void => {
    if (value !== undefined) all.push({ variable, path, value });
  };
  add('NICE_ADJUSTMENT', ['nice', 'adjustment'], nice?.adjustment);
  add('IONICE_CLASS', ['ionice', 'class'], ionice?.class);
  add('IONICE_CLASS_DATA', ['ionice', 'classData'], ionice?.classData);
  return all;
}

/**
 * Lets nice(1) and ionice(1) run the command of a container. They replace the environment variables, which only some
 * tools read. Among several settings the later ones win, field by field.
 *
 * @returns the warning `no-command-to-wrap` where there is no command
 */
export function wrapCommand(
  container: V1Container,
  layers: ReadonlyArray<SettingsLayer<ContainerRuntimeSettings>>,
  origins: Origins | undefined,
): ReadonlyArray<Finding> {
  const words = wrapperOf(layers);
  if (words.length === 0) return [];
  const { command } = container;
  const wrapper = words.map(({ text }) => text);
  if (command === undefined) {
    return [
      {
        code: 'no-command-to-wrap',
        severity: 'warning',
        path: ['command'],
        message: `the container ${container.name} keeps nice and ionice as environment variables, because it has no command to run by \`${wrapper.join(' ')}\``,
        hint: 'set spec.command to what the image runs',
      },
    ];
  }
  const wrapped = [...wrapper, ...command];
  if (origins !== undefined) {
    words.forEach(({ source }, index) => {
      origins.field(wrapped, index, source);
    });
    command.forEach((_, index) => {
      origins.field(wrapped, words.length + index, origins.sourceAt(container, ['command', index]));
    });
  }
  container.command = wrapped;
  const env = container.env?.filter(({ name }) => !schedulingVariableNames.has(name)) ?? [];
  if (env.length > 0) container.env = env;
  else delete container.env;
  return [];
}

const schedulingVariableNames: ReadonlySet<string> = new Set(['NICE_ADJUSTMENT', 'IONICE_CLASS', 'IONICE_CLASS_DATA']);

interface Word {
  readonly text: string;
  readonly source?: Source | undefined;
}

function wrapperOf(layers: ReadonlyArray<SettingsLayer<ContainerRuntimeSettings>>): ReadonlyArray<Word> {
  const effective = new Map<string, Word>();
  for (const { settings, at } of layers) {
    for (const { variable, path, value } of settings === undefined ? [] : schedulingSettings(settings)) {
      effective.set(variable, { text: String(value), source: at(path) });
    }
  }
  const nice = effective.get('NICE_ADJUSTMENT');
  const ioniceClass = effective.get('IONICE_CLASS');
  const classData = effective.get('IONICE_CLASS_DATA');
  return [
    ...(nice === undefined ? [] : [own('nice'), own('-n'), nice]),
    ...(ioniceClass === undefined && classData === undefined ? [] : [own('ionice')]),
    ...(ioniceClass === undefined ? [] : [own('-c'), ioniceClass]),
    ...(classData === undefined ? [] : [own('-n'), classData]),
  ];
}

function own(text: string): Word {
  return { text, source: { rule: 'scheduling-variable' } };
}
