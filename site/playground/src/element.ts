/** The content of an element: texts are texts, never markup. */
export type Child = Node | string | undefined | false;

/**
 * An element of the page.
 *
 * @param attributes - a function is a listener (`onclick`); true sets an attribute, false and undefined leave it out
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | undefined | ((event: Event) => void)>> = {},
  ...children: ReadonlyArray<Child>
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** The element of the page with an id, which its HTML has. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found;
}

/** Takes the place of whatever an element held. */
export function fill(parent: Element, ...children: ReadonlyArray<Child>): void {
  parent.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
}
