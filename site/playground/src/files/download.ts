import type { TextFile } from '../protocol.ts';
import { type State, shownPlan } from '../state.ts';

/** Saves the texts as one file of several documents. */
export function downloadManifests({ files }: State): void {
  save('manifests.yaml', joined(files));
}

/** Saves the objects of the shown plan, in the order in which they can be applied. */
export function downloadPlan(state: State): void {
  const lines = shownPlan(state)?.lines ?? [];
  save('plan.yaml', `${lines.map(({ text }) => text).join('\n')}\n`);
}

function joined(files: ReadonlyArray<TextFile>): string {
  return files.map(({ name, text }) => `# ${name}\n${text.trimEnd()}\n`).join('---\n');
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
