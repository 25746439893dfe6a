import { referenceTo } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import { originOf } from '@stash-functions/k8s-adapter';
import type { WorkspacePlan } from '@stash-functions/language-service';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { PlanLine, ShownOrigin, ShownPlan } from '../protocol.ts';
import { colourStrings, type StringColours } from './colour-strings.ts';
import { type ObjectLine, objectLines } from './object-lines.ts';
import { nameOf } from './places.ts';
import { showOrigin } from './show-origin.ts';
import { showStrings } from './show-strings.ts';

/** The plan of an invoker as it is shown: its objects line by line, each with where it comes from. */
export function showPlan({ invoker, result }: WorkspacePlan): ShownPlan {
  const title = nameOf(referenceTo(invoker));
  if (isLeft(result)) {
    const refusals = result.left.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    return { title, refusals, lines: [], objects: [], origins: [], strings: [] };
  }
  const plan = result.right;
  const { lines, objects, origins } = showObjects(plan);
  return { title, refusals: [], lines, objects, origins, strings: plan.runs.flatMap(({ task }) => showStrings(task)) };
}

function showObjects(plan: Plan): Pick<ShownPlan, 'lines' | 'objects' | 'origins'> {
  const known = new Map<string, number>();
  const origins: Array<ShownOrigin> = [];
  const lines: Array<PlanLine> = [];
  const objects: Array<{ kind: string; title: string; line: number }> = [];
  for (const object of plan.objects) {
    if (lines.length > 0) lines.push({ text: '---' });
    objects.push({ kind: object.kind, title: nameOf(referenceTo(object)), line: lines.length });
    const colours = colourStrings(plan, object);
    for (const line of objectLines(object)) {
      const origin = originOf(plan, object, line.path);
      lines.push({
        text: line.text,
        origin: origin === undefined ? undefined : indexOf(showOrigin(origin), origins, known),
        ...coloursIn(line, colours),
      });
    }
  }
  return { lines, objects, origins };
}

/** The same origin is posted once, whatever the number of lines that have it. */
function indexOf(origin: ShownOrigin, origins: Array<ShownOrigin>, known: Map<string, number>): number {
  const key = JSON.stringify(origin);
  const index = known.get(key) ?? origins.push(origin) - 1;
  known.set(key, index);
  return index;
}

/** The colours of a line that holds all of a coloured string; a string that is written with escapes has none. */
function coloursIn({ text, path }: ObjectLine, colours: StringColours): Pick<PlanLine, 'colours'> {
  const found = colours.get(JSON.stringify(path));
  const at = found === undefined ? -1 : text.lastIndexOf(found.value);
  if (found === undefined || at < 0) return {};
  return { colours: found.colours.map(({ from, to, layer }) => ({ from: at + from, to: at + to, layer })) };
}
