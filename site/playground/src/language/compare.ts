import { formatPath, referenceTo } from '@stash-functions/core';
import { type ChangeCause, type ChangeEffect, diffPlans, type Plan } from '@stash-functions/k8s-adapter';
import { createLanguageService, type LanguageService } from '@stash-functions/language-service';
import { isRight } from 'fp-ts/lib/Either.js';
import type { ShownChange, ShownEffect, TextFile } from '../protocol.ts';
import { fieldOf, nameOf, placeOf } from './places.ts';

/** The changes from the plans of earlier texts to those of a service. No value of a secret is in them. */
export function compareWith(service: LanguageService, before: ReadonlyArray<TextFile>): ReadonlyArray<ShownChange> {
  const old = createLanguageService();
  for (const { name, text } of before) old.open(name, text);
  const oldPlans = plansOf(old);
  const newPlans = plansOf(service);
  const changes: Array<ShownChange> = [];
  for (const name of new Set([...oldPlans.keys(), ...newPlans.keys()])) {
    const [was, is] = [oldPlans.get(name), newPlans.get(name)];
    if (was !== undefined && is !== undefined) changes.push(...diffPlans(was, is).changes.map(showChange));
    else changes.push(onlyOne(name, was, is));
  }
  return changes;
}

function plansOf(service: LanguageService): ReadonlyMap<string, Plan> {
  return new Map(
    service
      .plans()
      .flatMap(({ invoker, result }) => (isRight(result) ? [[nameOf(referenceTo(invoker)), result.right]] : [])),
  );
}

/** An invoker that only one of the versions can plan. */
function onlyOne(name: string, was: Plan | undefined, is: Plan | undefined): ShownChange {
  const kind = was === undefined ? 'added' : 'removed';
  const text = was === undefined ? `${name} can be planned now` : `${name} can be planned no more`;
  const objects = (was ?? is)?.objects ?? [];
  return {
    causes: [{ text, change: '' }],
    effects: objects.map((object) => ({ kind, text: nameOf(referenceTo(object)) })),
  };
}

function showChange({
  causes,
  effects,
}: {
  causes: ReadonlyArray<ChangeCause>;
  effects: ReadonlyArray<ChangeEffect>;
}): ShownChange {
  return { causes: causes.map(showCause), effects: effects.map(showEffect) };
}

function showCause(cause: ChangeCause): ShownChange['causes'][number] {
  const change = changeOf(cause.before, cause.after);
  if (cause.kind === 'option') return { text: `option ${cause.option}`, change };
  return { text: fieldOf(cause.resource, cause.path), change, place: placeOf(cause.source) };
}

function changeOf(before: unknown, after: unknown): string {
  if (before === undefined) return `now ${shown(after)}`;
  return after === undefined ? `was ${shown(before)}` : `${shown(before)} → ${shown(after)}`;
}

function showEffect({ kind, object, path, before, after }: ChangeEffect): ShownEffect {
  const text = path.length === 0 ? nameOf(object) : `${nameOf(object)}, ${formatPath(path)}`;
  const isWhole = path.length === 0;
  return {
    kind,
    text,
    before: isWhole || before === undefined ? undefined : shown(before),
    after: isWhole || after === undefined ? undefined : shown(after),
  };
}

/** As JSON on one line, which a reader of YAML understands too; what is long is cut. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

const longest = 160;
