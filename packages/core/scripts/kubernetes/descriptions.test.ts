import { describe, expect, it } from 'vitest';
import { kubernetesDescriptions } from '../../src/descriptions/kubernetes/kubernetes-descriptions.ts';
import { readAdapterModels } from './adapter-models.ts';
import { readCoreModels } from './core-models.ts';
import { likeness, nearness, wordsOf } from './likeness.ts';
import { allFields, type Model } from './model.ts';

const core = await readCoreModels();
const made = await readAdapterModels();
const models: ReadonlyArray<readonly [Model, ReadonlyArray<Model['fields'][number]>]> = [
  ...[...core.values()].map((model) => [model, allFields(model, core)] as const),
  ...[...made.values()].map((model) => [model, model.fields] as const),
];

/** Every description of ours, with the one that the API documentation has in its place. */
const pairs = models.flatMap(([{ name, docs }, fields]) => [
  { at: name, ours: kubernetesDescriptions[name]?.text, theirs: docs },
  ...fields.map((field) => ({
    at: `${name}.${field.name}`,
    ours: kubernetesDescriptions[name]?.fields[field.name],
    theirs: field.docs,
  })),
]);

const sentencesOf = (text: string): ReadonlyArray<string> =>
  text
    .split(/(?<=[.:;])\s+|\n/)
    .map((sentence) => wordsOf(sentence).join(' '))
    .filter((sentence) => sentence !== '');

const normal = (text: string): string => wordsOf(text).join(' ');
const firstSentence = (text: string): string => text.split(/(?<=\.)\s/)[0] ?? '';

describe('the descriptions of Kubernetes types', () => {
  it('are there for every type and every field', () => {
    expect(pairs.filter(({ ours }) => ours === undefined).map(({ at }) => at)).toEqual([]);
  });

  it('are there for nothing else', () => {
    const known = new Set(pairs.map(({ at }) => at));
    const described = Object.entries(kubernetesDescriptions).flatMap(([name, { fields }]) => [
      name,
      ...Object.keys(fields).map((field) => `${name}.${field}`),
    ]);
    expect(described.filter((at) => !known.has(at))).toEqual([]);
  });

  it('are plain lines: a capital, a full stop, no markup, no question words in front', () => {
    const wrong = pairs.filter(
      ({ ours = '' }) =>
        !/^[A-Z0-9`][^\n]*\.$/.test(ours) || /^(?:What|Whether|Of|That|Those)\b/.test(ours) || ours.length > 160,
    );
    expect(wrong.map(({ at, ours }) => `${at}: ${ours}`)).toEqual([]);
  });

  it('share no sentence with the Kubernetes API documentation', () => {
    const upstream = new Set(pairs.flatMap(({ theirs }) => sentencesOf(theirs)).filter((text) => text.length > 20));
    const taken = pairs.filter(({ ours = '' }) => sentencesOf(ours).some((sentence) => upstream.has(sentence)));
    expect([...new Set(taken.map(({ at, ours }) => `${at}: ${ours}`))]).toEqual([]);
  });

  it('are not equal to any description of the Kubernetes API documentation, however short', () => {
    const upstream = new Set(pairs.flatMap(({ theirs }) => [theirs, firstSentence(theirs)]).map(normal));
    expect([...new Set(pairs.filter(({ ours = '' }) => upstream.has(normal(ours))).map(({ at }) => at))]).toEqual([]);
  });

  it('are not near those of the Kubernetes API documentation', () => {
    const near = pairs.filter(
      ({ ours = '', theirs }) => likeness(ours, theirs) > 0.5 || nearness(ours, firstSentence(theirs)) > 0.7,
    );
    expect([...new Set(near.map(({ at, ours, theirs }) => `${at}: ${ours} <- ${theirs}`))]).toEqual([]);
  });

  it('link to the page of the type', () => {
    const page = /^https:\/\/kubernetes\.io\/docs\/reference\/kubernetes-api\/[a-z]+\/[a-z0-9-]+\/#[A-Za-z]+$/;
    for (const { reference } of Object.values(kubernetesDescriptions)) expect(reference).toMatch(page);
  });
});

describe('likeness', () => {
  it.each([
    ['Duration in seconds the pod may be active on the node.', 1],
    ['Duration in seconds the pod may be active.', 1],
    ['Length of time in seconds the pod may be active on the node before it fails.', 0.6],
    ['Seconds for which the containers may work before they fail.', 0],
  ])('measures how much is taken over: %s', (text, least) => {
    const upstream = 'Optional duration in seconds the pod may be active on the node relative to StartTime.';
    const found = likeness(text, upstream);
    if (least === 0) expect(found).toBe(0);
    else expect(found).toBeGreaterThanOrEqual(least);
  });
});

it('measures how near two lines are', () => {
  expect(nearness('Name of the object.', 'name of the object')).toBe(1);
  expect(nearness('Name of the object.', 'Name of the referent.')).toBeGreaterThan(0.6);
  expect(nearness('Name of the object.', 'Seconds until the end.')).toBeLessThan(0.5);
});
