import { containerName, type KubernetesObject, type Plan } from '@stash-functions/k8s-adapter';
import { explain } from '@stash-functions/templating';
import type { Colour } from '../protocol.ts';
import { piecesOf } from './show-strings.ts';

/** The pieces of the strings of an object, by their path as JSON. */
export type StringColours = ReadonlyMap<string, { readonly value: string; readonly colours: ReadonlyArray<Colour> }>;

/**
 * The strings of a Job's containers, in the pieces of the Functions' templates. A string that was made into something
 * else on its way, as by the kubelet's escapes, or that holds a secret, is left out.
 */
export function colourStrings(plan: Plan, object: KubernetesObject): StringColours {
  const found = new Map<string, { value: string; colours: ReadonlyArray<Colour> }>();
  const run = plan.runs.find(({ job }) => job === object);
  const pod = run?.job.spec?.template.spec;
  if (run === undefined || pod === undefined) return found;
  const containers = [
    ...(pod.initContainers ?? []).map((container, index) => ({ container, at: ['initContainers', index] })),
    ...pod.containers.map((container, index) => ({ container, at: ['containers', index] })),
  ];
  for (const { step, path, value, spans } of explain(run.task).strings) {
    const name = step === undefined ? undefined : containerName(run.task.steps[step]?.name ?? '', step);
    const match = containers.find(({ container }) => container.name === name);
    if (match === undefined || valueAt(match.container, path.slice(1)) !== value) continue;
    let end = 0;
    const colours = piecesOf(spans).map(({ text, layer }) => {
      const from = end;
      end += text.length;
      return { from, to: end, layer };
    });
    if (colours.every(({ layer }) => layer === 'text')) continue;
    const full = ['spec', 'template', 'spec', ...match.at, ...path.slice(1)];
    found.set(JSON.stringify(full), { value, colours: colours.filter(({ from, to }) => to > from) });
  }
  return found;
}

function valueAt(root: unknown, path: ReadonlyArray<string | number>): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}
