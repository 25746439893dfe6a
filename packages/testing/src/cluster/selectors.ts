import { fieldAt, type JsonObject } from './json.ts';

/** True where a label selector and a field selector match an object. They know equality only. */
export function isSelected(object: JsonObject, labelSelector: string | null, fieldSelector: string | null): boolean {
  return (
    terms(labelSelector).every(([name, value]) => fieldAt(object, 'metadata', 'labels', name) === value) &&
    terms(fieldSelector).every(([path, value]) => String(fieldAt(object, ...path.split('.')) ?? '') === value)
  );
}

function terms(selector: string | null): ReadonlyArray<readonly [string, string]> {
  if (selector === null || selector === '') return [];
  return selector.split(',').map((term) => {
    const [name = '', value = ''] = term.split(/={1,2}/);
    return [name, value];
  });
}
