import { byId } from '../element.ts';

/** The tabs of what is made of the texts: the plan, its strings, its changes. Returns how to choose one by program. */
export function createResultTabs(onChosen: (name: string) => void): (name: string) => void {
  const list = byId('result-tabs');
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const choose = (chosen: HTMLElement): void => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      byId(tab.getAttribute('aria-controls') ?? '').hidden = !isChosen;
    }
    onChosen(chosen.dataset.result ?? '');
  };
  for (const tab of tabs) tab.addEventListener('click', () => choose(tab));
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const index = tabs.findIndex((tab) => tab.matches(':focus'));
    const next = step === undefined ? undefined : tabs[(index + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    next.focus();
  });
  return (name) => {
    const tab = tabs.find(({ dataset }) => dataset.result === name);
    if (tab !== undefined && tab.getAttribute('aria-selected') !== 'true') choose(tab);
  };
}
