import { byId, element, fill } from '../element.ts';
import { inline } from '../markdown.ts';
import type { Place, ShownFix, ShownProblem } from '../protocol.ts';
import type { Store } from '../state.ts';

/** The problems of all texts as a list: each leads to its place and to its page, and has a button for its fix. */
export function createProblemList(
  store: Store,
  { show, apply }: { readonly show: (place: Place) => void; readonly apply: (fix: ShownFix) => void },
): void {
  store.watch(['analysis'], ({ analysis: { problems } }) => {
    byId('problem-count').textContent = countOf(problems);
    fill(byId('problems'), ...problems.map(item));
  });

  function item(problem: ShownProblem): HTMLElement {
    const { severity, code, message, hint, file, range, helpUri, fix } = problem;
    return element(
      'li',
      { class: `problem ${severity}` },
      element('span', { class: 'severity' }, severity),
      element(
        'button',
        { type: 'button', class: 'message', onclick: () => show({ file, range }) },
        ...inline(message),
        element('span', { class: 'place' }, ` ${file}:${range.start.line + 1}`),
      ),
      hint !== undefined && element('span', { class: 'hint' }, ...inline(hint)),
      element(
        'span',
        { class: 'actions' },
        element('a', { href: helpUri, target: '_blank', rel: 'noreferrer' }, code),
        fix !== undefined &&
          element(
            'button',
            { type: 'button', class: 'fix', 'aria-label': `Fix: ${fix.title}`, onclick: () => apply(fix) },
            'Fix',
          ),
      ),
    );
  }
}

function countOf(problems: ReadonlyArray<ShownProblem>): string {
  const parts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'No problems' : parts.join(', ');
}
