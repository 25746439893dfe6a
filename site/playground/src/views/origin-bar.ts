import { byId, element, fill } from '../element.ts';
import type { Place, ShownOrigin } from '../protocol.ts';

/** The bar below the plan: where the line at the caret comes from, with a way to each field that it is made of. */
export function showOriginBar(origin: ShownOrigin | undefined, show: (place: Place) => void): void {
  fill(
    byId('origin'),
    element('p', {}, origin?.says ?? 'Choose a line to see where it comes from. Enter goes there.'),
    ...(origin?.places ?? []).map((place) =>
      element(
        'button',
        { type: 'button', class: 'place', onclick: () => show(place) },
        `${place.label} (${place.file}:${place.range.start.line + 1})`,
      ),
    ),
  );
}
