import type { Client } from '../client.ts';
import { byId, element, fill } from '../element.ts';
import type { Place, ShownChange, ShownEffect } from '../protocol.ts';
import type { Store } from '../state.ts';

/** The changes of the objects since a version that is kept, grouped by their causes. */
export function createChangeList(
  store: Store,
  client: Client,
  show: (place: Place) => void,
): { readonly draw: () => void } {
  byId('keep-version').addEventListener('click', () => store.change({ before: store.state().files }));
  store.watch(['before', 'analysis'], () => void draw());
  let asked = 0;

  async function draw(): Promise<void> {
    if (byId('changes-panel').hidden) return;
    asked += 1;
    const turn = asked;
    const changes = await client.ask('compare', store.state().before);
    if (turn !== asked) return;
    byId('change-count').textContent =
      changes.length === 0
        ? 'Nothing differs from the version that is kept.'
        : `${plural(changes.length, 'change')} since the version that is kept.`;
    fill(byId('changes'), ...changes.map(item));
  }

  function item({ causes, effects }: ShownChange): HTMLElement {
    return element(
      'li',
      { class: 'change' },
      ...causes.map(({ text, change, place }) =>
        element(
          'p',
          { class: 'cause' },
          place === undefined
            ? element('strong', {}, text)
            : element('button', { type: 'button', class: 'place', onclick: () => show(place) }, text),
          change !== '' && element('code', {}, change),
        ),
      ),
      causes.length === 0 && element('p', { class: 'cause' }, 'For a reason that is not known'),
      element('ul', { class: 'effects' }, ...effects.map(effect)),
    );
  }

  return { draw: () => void draw() };
}

function effect({ kind, text, before, after }: ShownEffect): HTMLElement {
  return element(
    'li',
    { class: `effect ${kind}` },
    element('span', { class: 'kind' }, kind),
    ` ${text} `,
    before !== undefined && element('del', {}, before),
    before !== undefined && after !== undefined && ' ',
    after !== undefined && element('ins', {}, after),
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
