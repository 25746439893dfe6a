import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEditor } from './editor.ts';
import { startServer } from './stdio-peer.ts';

/**
 * Plays the exchanges of editor.jsonl once more, through the built language server in a process of its own. Then it
 * cuts off every document at many places, as while somebody types. It prints the misses, and a line of counts.
 */
const vectors = join(import.meta.dirname, '..', 'vectors', 'editor.jsonl');
const command = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'dist', 'bin.js');
const peer = await startServer('node', [command, 'lsp']);
const lines = readFileSync(vectors, 'utf8').trim().split('\n');
let passed = 0;
let misses = 0;
for (const line of lines) {
  const vector = JSON.parse(line);
  const miss = await checkEditor(vector, peer);
  for (const file of Object.keys(vector.documents)) peer.close(file);
  if (miss === undefined) passed += 1;
  else console.log(miss);
  misses += miss === undefined ? 0 : 1;
}

const texts = new Set(lines.flatMap((line) => Object.values<string>(JSON.parse(line).documents)));
let cuts = 0;
for (const text of texts) {
  for (let length = 0; length <= text.length; length += 29) {
    peer.open('cut.yaml', text.slice(0, length).replace('‸', ''));
    const position = { line: text.slice(0, length).split('\n').length - 1, character: 0 };
    await peer.completions('cut.yaml', position);
    await peer.diagnostics('cut.yaml');
    cuts += 1;
  }
  peer.close('cut.yaml');
}
const exitCode = await peer.stop();
if (exitCode !== 0) misses += 1;
console.log(
  `editor over stdio ${passed}/${lines.length}, ${cuts} texts in the middle of typing, exit code ${exitCode}`,
);
process.exitCode = misses > 0 ? 1 : 0;
