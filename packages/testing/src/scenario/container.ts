import { basename } from 'node:path/posix';
import { didYouMean, orThrow, type Problem } from '@stash-functions/core';
import type { V1Container, V1EnvVarSource, V1Volume, V1VolumeMount } from '@stash-functions/k8s-adapter';
import type { Secrets } from '@stash-functions/templating';
import { asProgramsSee, type ExplainedString, type Explanation, formatExplanation } from '@stash-functions/templating';
import { left } from 'fp-ts/lib/Either.js';
import { type ArgumentList, argumentList, type Word } from '../arguments/argument-list.ts';
import { testingProblem } from '../testing-problem-code.ts';
import { asUsed } from '../usage-error.ts';

/** The container of a step, as it would run. */
export interface ScenarioContainer extends ArgumentList {
  /** The name of the step's Function. */
  readonly step: string;
  /** The place of the step in its Task, from 0. */
  readonly index: number;
  /** The name of the container: the name of the Function, and the place of the step. */
  readonly name: string;
  readonly image: string | undefined;
  /**
   * The command as the program sees it, without the `$`s that are doubled for the kubelet. The same goes for {@link
   * args} and {@link env}.
   */
  readonly command: ReadonlyArray<string>;
  readonly args: ReadonlyArray<string>;
  /** Environment variables by name: the value, or the source that Kubernetes takes it from. */
  readonly env: Readonly<Record<string, string | V1EnvVarSource>>;
  /** Mounts by their paths in the container. */
  readonly mounts: Readonly<Record<string, V1VolumeMount>>;
  /** The mounted volumes, by the paths of the mounts. */
  readonly volumes: Readonly<Record<string, V1Volume>>;
  /** The whole container, as Kubernetes gets it. A `$` in a value that the kubelet would expand is doubled. */
  readonly spec: V1Container;
  /** The origin of each string of the Function. */
  readonly explanation: Explanation;
  /** The secrets, which no printout may show. */
  readonly secrets: Secrets;
  /** {@link explanation} as a text for people. */
  readonly explain: () => string;
  /**
   * The command line of one of the programs that the container runs. One program may start another after a `--`, as
   * `restic backup --stdin-from-command -- pg_dump --host=db` does.
   *
   * @throws ProblemsError `program-not-found`
   */
  readonly program: (name: string) => ProgramCommand;
}

/** A command line inside of that of a container. */
export interface ProgramCommand extends ArgumentList {
  /** The first word. */
  readonly program: string;
  /** The container that runs it. */
  readonly container: ScenarioContainer;
}

/** The parts of a {@link scenarioContainer}. */
export interface ContainerParts {
  readonly step: string;
  readonly index: number;
  readonly spec: V1Container;
  readonly podVolumes: ReadonlyArray<V1Volume>;
  readonly explanation: Explanation;
  readonly secrets: Secrets;
}

/** The container of a step, with everything that a test asks of it. */
export function scenarioContainer(parts: ContainerParts): ScenarioContainer {
  const { step, index, spec, podVolumes, explanation, secrets } = parts;
  const seen = asProgramsSee(spec);
  const words = wordsOf(seen, explanation.strings);
  const mounts = spec.volumeMounts ?? [];
  const container: ScenarioContainer = {
    ...argumentList(words),
    step,
    index,
    name: spec.name,
    image: spec.image,
    command: seen.command ?? [],
    args: seen.args ?? [],
    env: Object.fromEntries((seen.env ?? []).map(({ name, value, valueFrom }) => [name, valueFrom ?? value ?? ''])),
    mounts: Object.fromEntries(mounts.map((mount) => [mount.mountPath, mount])),
    volumes: Object.fromEntries(
      mounts.flatMap((mount) =>
        podVolumes.filter(({ name }) => name === mount.name).map((volume) => [mount.mountPath, volume]),
      ),
    ),
    spec,
    explanation,
    secrets,
    explain: () => formatExplanation(explanation),
    program: (name) => asUsed('program', () => programOf(container, name)),
  };
  return container;
}

/** The words, each with its place in the Function. The settings of an invoker may put further words before them. */
function wordsOf(spec: V1Container, strings: ReadonlyArray<ExplainedString>): ReadonlyArray<Word> {
  const countOf = (field: string): number =>
    strings.filter(({ path }) => path.length === 3 && path[1] === field).length;
  const place = (field: 'args' | 'command'): ReadonlyArray<Word> => {
    const words = spec[field] ?? [];
    const before = words.length - countOf(field);
    return words.map((text, index) => ({ text, path: ['spec', field, index - before] }));
  };
  return [...place('command'), ...place('args')];
}

function programOf(container: ScenarioContainer, name: string): ProgramCommand {
  const commands = splitCommands(container.words);
  const found = commands.find(([first]) => first !== undefined && basename(first.text) === name);
  const program = found?.[0]?.text;
  if (found !== undefined && program !== undefined) return { ...argumentList(found), program, container };
  const programs = commands.slice(container.command.length > 0 ? 0 : 1).map(([first]) => basename(first?.text ?? ''));
  return orThrow(left([programNotFound(container, name, programs)]));
}

/** The command line of the container, and each one after a `--`. */
function splitCommands(words: ReadonlyArray<Word>): ReadonlyArray<ReadonlyArray<Word>> {
  const ends = words.flatMap(({ text }, index) => (text === '--' ? [index] : []));
  return [-1, ...ends].map((end) => words.slice(end + 1));
}

function programNotFound(
  { step, command }: ScenarioContainer,
  name: string,
  programs: ReadonlyArray<string>,
): Problem<'program-not-found'> {
  const near = didYouMean(name, programs);
  const runs = programs.length === 0 ? 'it runs what its image says' : `it runs ${programs.join(' and ')}`;
  return testingProblem('program-not-found', {
    message: `the step \`${step}\` does not run \`${name}\``,
    path: ['spec', command.length > 0 ? 'command' : 'args'],
    resource: { kind: 'Function', name: step },
    hint: near === undefined ? runs : `did you mean \`${near}\`?`,
  });
}
