import { layerClass } from '../editor/plan-viewer.ts';
import { byId, element, fill } from '../element.ts';
import type { Place, ShownPiece, ShownString } from '../protocol.ts';
import { type Store, shownPlan } from '../state.ts';

/** Every string of the shown plan that holds a variable, in the colours of what it is made of. */
export function createStringList(store: Store, show: (place: Place) => void): { readonly draw: () => void } {
  let drawn: ReadonlyArray<ShownString> | undefined;
  store.watch(['analysis', 'plan'], draw);

  function draw(): void {
    const strings = shownPlan(store.state())?.strings ?? [];
    // Nobody looks at a hidden list.
    if (strings === drawn || byId('strings-panel').hidden) return;
    drawn = strings;
    const layers = new Set(strings.flatMap(({ pieces }) => pieces.map(({ layer }) => layer)));
    fill(
      byId('layers'),
      ...[...layers].map((layer) => element('li', {}, element('mark', { class: layerClass(layer) }, nameOf(layer)))),
    );
    fill(byId('strings'), ...strings.map(item));
  }

  function item({ label, place, template, pieces }: ShownString): HTMLElement {
    const explained = pieces.filter(({ expression }) => expression !== undefined);
    return element(
      'li',
      { class: 'string' },
      place === undefined
        ? element('span', { class: 'place' }, label)
        : element('button', { type: 'button', class: 'place', onclick: () => show(place) }, label),
      element('code', { class: 'template' }, template),
      element('code', { class: 'value' }, ...pieces.map(coloured)),
      element(
        'ul',
        { class: 'pieces' },
        ...explained.map((piece) =>
          element(
            'li',
            {},
            element('code', {}, piece.expression),
            ` ${piece.text === '' ? 'empty, ' : ''}${piece.says ?? ''}`,
          ),
        ),
      ),
    );
  }

  return { draw };
}

function coloured({ text, layer, expression }: ShownPiece): Node | string {
  return expression === undefined ? text : element('mark', { class: layerClass(layer), title: expression }, text);
}

/** The name of a colour in the legend. */
function nameOf(layer: string): string {
  return layer === 'text' ? 'text of the template' : layer;
}
