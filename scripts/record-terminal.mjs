/**
 * Records the command in a terminal: docs/terminal.svg shows what it really prints for the fixtures of its tests, scene by
 * scene. `--update` writes the file; without it, a file that is not what the command prints now is an error.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const recording = 'docs/terminal.svg';

const scenes = [
  ['lint', 'misspelt.yaml'],
  ['explain', 'backup.yaml'],
  ['diff', 'backup.yaml', 'changed.yaml'],
];

/** How long each scene is shown. */
const seconds = 7;
/** A terminal of this width breaks the lines. */
const columns = 124;
const cell = { width: 7.8, height: 18 };
const margin = 16;

/** @throws where the recording is not what the command prints now */
export function checkRecording({ update = false } = {}) {
  const svg = toSvg(scenes.map(play));
  if (update) writeFileSync(recording, svg);
  else if (readFileSync(recording, 'utf8') !== svg) {
    throw new Error(`${recording} is not what the command prints: node scripts/record-terminal.mjs --update writes it`);
  }
  return { passed: scenes.length };
}

/** Runs a command as in a terminal with colours, and gives its lines, both streams in one. */
function play(words) {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-recording-'));
  try {
    cpSync('packages/cli/test/fixtures', folder, { recursive: true });
    const command = resolve('packages/cli/dist/bin.js');
    const { stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, FORCE_COLOR: '1' },
      encoding: 'utf8',
    });
    const output = `${stderr}${stdout}`.trimEnd().split('\n');
    return [`\x1B[32m$\x1B[39m npx stash-functions ${words.join(' ')}`, '', ...output].flatMap(readLine);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows of a line: runs of text of one style each, broken where the terminal ends. */
function readLine(line) {
  const rows = [[]];
  let style = new Set();
  let column = 0;
  for (const [index, part] of line.split('\x1B[').entries()) {
    // Behind each escape stand the code of a style, `m`, and text.
    const end = index === 0 ? 0 : part.indexOf('m') + 1;
    if (index > 0) style = styleAfter(style, Number(part.slice(0, end - 1)));
    let text = part.slice(end);
    while (text !== '') {
      if (column === columns) {
        rows.push([]);
        column = 0;
      }
      const piece = text.slice(0, columns - column);
      rows.at(-1).push({ text: piece, style: [...style] });
      column += piece.length;
      text = text.slice(piece.length);
    }
  }
  return rows;
}

const styles = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [31, 'red'],
  [32, 'green'],
  [33, 'yellow'],
  [36, 'cyan'],
]);

function styleAfter(style, code) {
  const next = new Set(style);
  if (code === 22) for (const name of ['bold', 'dim']) next.delete(name);
  else if (code === 39) for (const name of ['red', 'green', 'yellow', 'cyan']) next.delete(name);
  else if (code === 0) next.clear();
  else if (styles.has(code)) next.add(styles.get(code));
  else throw new Error(`the recording has no style for the code ${code}`);
  return next;
}

function toSvg(played) {
  const rows = Math.max(...played.map((scene) => scene.length));
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = rows * cell.height + 2 * margin;
  const share = 100 / played.length;
  const texts = played.map((scene, index) => {
    const lines = scene.map((row, line) => {
      const spans = row.map(({ text, style }) => {
        const words = escapeXml(text);
        return style.length === 0 ? words : `<tspan class="${style.join(' ')}">${words}</tspan>`;
      });
      const y = margin + (line + 1) * cell.height - 5;
      return spans.length === 0 ? '' : `    <text x="${margin}" y="${y}">${spans.join('')}</text>\n`;
    });
    return `  <g class="scene" style="animation-delay:${index * seconds}s">\n${lines.join('')}  </g>\n`;
  });
  const titles = scenes.map((words) => words[0]).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="stash-functions in a terminal: ${titles}">
  <style>
    rect { fill: #0d1117 }
    text { fill: #d1d7e0; font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre }
    .bold { font-weight: 700 } .dim { fill: #8b949e }
    .red { fill: #ff7b72 } .green { fill: #7ee787 } .yellow { fill: #e3b341 } .cyan { fill: #76e3ea }
    .scene { opacity: 0; animation: show ${played.length * seconds}s step-end infinite }
    @keyframes show { 0% { opacity: 1 } ${share.toFixed(2)}% { opacity: 0 } }
    @media (prefers-reduced-motion: reduce) { .scene { animation: none } .scene:nth-of-type(1) { opacity: 1 } }
  </style>
  <rect width="100%" height="100%" rx="8"/>
${texts.join('')}</svg>
`;
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) checkRecording({ update: process.argv.includes('--update') });
