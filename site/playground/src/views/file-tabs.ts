import { byId, element, fill } from '../element.ts';
import type { State, Store } from '../state.ts';

/** The tabs of the texts: arrow keys move between them, Delete closes one, and a button opens a new one. */
export function createFileTabs(store: Store): void {
  const list = byId('file-tabs');
  list.addEventListener('keydown', (event) => {
    const { files, active } = store.state();
    const index = files.findIndex(({ name }) => name === active);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) choose(files[(index + step + files.length) % files.length]?.name ?? active);
    else if (event.key === 'Delete') close(active);
    else return;
    event.preventDefault();
    list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  });
  byId('new-file').addEventListener('click', () => {
    const { files } = store.state();
    const name = freeName(files.map((each) => each.name));
    store.change({ files: [...files, { name, text: '' }], active: name });
  });
  byId('close-file').addEventListener('click', () => close(store.state().active));

  function choose(active: string): void {
    store.change({ active });
  }

  function close(name: string): void {
    const { files } = store.state();
    if (files.length === 1) return;
    const index = files.findIndex((each) => each.name === name);
    const rest = files.filter((each) => each.name !== name);
    store.change({ active: rest[Math.max(0, index - 1)]?.name ?? '', files: rest });
  }

  function draw({ files, active, analysis }: State): void {
    const worst = (file: string): string | undefined =>
      (['error', 'warning'] as const).find((severity) =>
        analysis.problems.some((problem) => problem.file === file && problem.severity === severity),
      );
    fill(
      list,
      ...files.map(({ name }) => {
        const severity = worst(name);
        return element(
          'button',
          {
            type: 'button',
            role: 'tab',
            id: `tab-${name}`,
            'aria-selected': String(name === active),
            'aria-controls': 'editor',
            tabindex: name === active ? '0' : '-1',
            class: `tab ${severity ?? ''}`,
            onclick: () => choose(name),
          },
          name,
          severity !== undefined && element('span', { class: 'visually-hidden' }, `, has ${severity}s`),
        );
      }),
    );
    byId('close-file').toggleAttribute('disabled', files.length === 1);
  }

  store.watch(['files', 'active', 'analysis'], (state) => {
    const hasFocus = list.contains(document.activeElement);
    draw(state);
    if (hasFocus) list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  });
  draw(store.state());
}

function freeName(names: ReadonlyArray<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'new.yaml' : `new-${number}.yaml`;
    if (!names.includes(name)) return name;
  }
}
