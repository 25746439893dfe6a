import { element } from './element.ts';

/**
 * The Markdown of a hover as elements: paragraphs with `code`, **strong** and [links](https://…), which is all that the
 * language service writes. Whatever else stands there is text.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const paragraph of text.split(/\n{2,}/)) fragment.append(element('p', {}, ...inline(paragraph)));
  return fragment;
}

/** One line of it. */
export function inline(text: string): ReadonlyArray<Node | string> {
  const nodes: Array<Node | string> = [];
  let end = 0;
  for (const match of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^)\s]+)\)/g)) {
    const [whole, code, strong, label, href] = match;
    nodes.push(text.slice(end, match.index));
    if (code !== undefined) nodes.push(element('code', {}, code));
    else if (strong !== undefined) nodes.push(element('strong', {}, strong));
    else nodes.push(element('a', { href, target: '_blank', rel: 'noreferrer' }, label));
    end = match.index + whole.length;
  }
  return [...nodes, text.slice(end)];
}
