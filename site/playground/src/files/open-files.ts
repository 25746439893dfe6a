import { byId } from '../element.ts';
import type { TextFile } from '../protocol.ts';
import type { Store } from '../state.ts';

/** Takes files that are dropped on the page or chosen with its button; nothing is sent anywhere. */
export function takeFiles(store: Store, say: (message: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.yaml,.yml,.json';
  input.addEventListener('change', () => void take(input.files));
  byId('open').addEventListener('click', () => input.click());
  addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    void take(event.dataTransfer?.files ?? null);
  });

  async function take(list: FileList | null): Promise<void> {
    const chosen = [...(list ?? [])];
    if (chosen.length === 0) return;
    const taken = await Promise.all(
      chosen.map(async (file): Promise<TextFile> => ({ name: file.name, text: await file.text() })),
    );
    const names = new Set(taken.map(({ name }) => name));
    const kept = store.state().files.filter(({ name }) => !names.has(name));
    store.change({ files: [...kept, ...taken], active: taken[0]?.name ?? store.state().active });
    say(`Opened ${taken.map(({ name }) => name).join(', ')}`);
  }
}
