import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, type Page, table } from './page.ts';

const packages = join(import.meta.dirname, '../../packages');

/** The page on the architecture, whose table and picture are made of the packages as they are. */
export function architecturePage(): Page {
  const all = readPackages();
  const rows = all.map(({ name, description, folders, dependencies }) => [
    code(name),
    description,
    folders.map(code).join(' '),
    dependencies.map(code).join(' ') || 'none',
  ]);
  const text = `# Architecture

Six nouns follow each other, and data goes in one direction:

\`\`\`text
manifest ──▶ resource ──▶ resolved task ──▶ plan ──▶ run ──▶ status
\`\`\`

Imports go the other way: a package knows the ones above it, and none below. The picture is made of the
manifests and folders of the packages each time the site is built.

![Each package as a box with its folders. Arrows lead from a package to those that use it.](/architecture.svg)

${table(['Package', 'Does', 'Folders', 'Uses'], rows)}

## Rules that hold everywhere

- **Every fact has one home.** A kind, a backend, an operator, a variable or a rule is one entry in one source file.
  Unions, pages and completions come out of the entries. \`npm test\` counts it.
- **A plan remembers its sources.** \`originOf\` names the field that a value comes from, and \`diffPlans\` and the
  playground ask it.
- **Bad input is data.** A function returns every Problem at once, each with its place and its cure. Nothing throws.
`;
  return { path: 'architecture.md', text };
}

/** The picture, in SVG: rows by how many packages a package stands on. */
export function architecturePicture(): string {
  const all = readPackages();
  const byName = new Map(all.map((each) => [each.name, each]));
  const depthOf = ({ dependencies }: WorkspacePackage): number =>
    Math.max(0, ...dependencies.flatMap((name) => byName.get(name) ?? []).map((each) => depthOf(each) + 1));
  const rows = [...new Set(all.map(depthOf))]
    .sort((a, b) => a - b)
    .map((depth) => all.filter((each) => depthOf(each) === depth));
  const right = Math.max(...rows.map(widthOf)) + 2 * margin;
  let y = margin;
  const boxes = rows.flatMap((members) => {
    const left = (right - widthOf(members)) / 2;
    const row = members.map((member, index): Box => {
      const lines = linesOf(member.folders);
      return { member, lines, x: left + index * (width + margin), y, height: head + lines.length * lineHeight + 12 };
    });
    y += Math.max(...row.map(({ height }) => height)) + gap;
    return row;
  });
  const bottom = y - gap + margin;
  const arrows = boxes.flatMap((to) =>
    directUses(to.member, byName).flatMap((name) =>
      arrow(
        boxes.find(({ member }) => member.name === name),
        to,
      ),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right} ${bottom}" font-family="system-ui, sans-serif" font-size="13">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6675"/></marker></defs>
<rect width="${right}" height="${bottom}" rx="10" fill="#f6f7f9"/>
${[...arrows, ...boxes.map(draw)].join('\n')}
</svg>
`;
}

interface Manifest {
  readonly description: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Packages that are published with all of their code in them: npm installs nothing beside them. */
const bundles: ReadonlySet<string> = new Set(['cli']);

interface WorkspacePackage {
  /** Without the scope: `core` */
  readonly name: string;
  readonly description: string;
  readonly folders: ReadonlyArray<string>;
  readonly dependencies: ReadonlyArray<string>;
}

interface Box {
  readonly member: WorkspacePackage;
  readonly lines: ReadonlyArray<string>;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const margin = 20;
const width = 320;
const gap = 36;
const head = 34;
const lineHeight = 17;

function readPackages(): ReadonlyArray<WorkspacePackage> {
  return readdirSync(packages)
    .sort()
    .map((name) => {
      const {
        description,
        dependencies = {},
        devDependencies = {},
      }: Manifest = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
      const folders = readdirSync(join(packages, name, 'src'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name);
      const own = Object.keys(bundles.has(name) ? devDependencies : dependencies).flatMap(
        (each) => /^@stash-functions\/(.+)$/.exec(each)?.[1] ?? [],
      );
      return { name, description, folders, dependencies: own };
    });
}

/** The dependencies that no other of its dependencies uses already: the picture shows the shortest chain. */
function directUses(
  { dependencies }: WorkspacePackage,
  all: ReadonlyMap<string, WorkspacePackage>,
): ReadonlyArray<string> {
  const reaches = (from: string, wanted: string): boolean =>
    (all.get(from)?.dependencies ?? []).some((each) => each === wanted || reaches(each, wanted));
  return dependencies.filter((name) => !dependencies.some((other) => reaches(other, name)));
}

function widthOf(members: ReadonlyArray<WorkspacePackage>): number {
  return members.length * (width + margin) - margin;
}

function linesOf(folders: ReadonlyArray<string>): ReadonlyArray<string> {
  const lines: Array<string> = [];
  for (const folder of folders) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} · ${folder}`.length <= 44) lines[lines.length - 1] = `${last} · ${folder}`;
    else lines.push(folder);
  }
  return lines;
}

function draw({ member, lines, x, y, height }: Box): string {
  const texts = lines.map(
    (line, index) =>
      `<text x="${x + 12}" y="${y + head + 12 + index * lineHeight}" fill="#47525f" font-size="12">${line}</text>`,
  );
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="#ffffff" stroke="#1f5fbf"/>
<text x="${x + 12}" y="${y + 23}" fill="#1c2430" font-weight="600" font-size="15">${member.name}</text>
${texts.join('\n')}`;
}

function arrow(from: Box | undefined, to: Box): ReadonlyArray<string> {
  if (from === undefined) return [];
  const [x1, y1] = [from.x + width / 2, from.y + from.height];
  const [x2, y2] = [to.x + width / 2, to.y - 2];
  const middle = (y1 + y2) / 2;
  return [
    `<path d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}" fill="none" stroke="#5b6675" marker-end="url(#tip)"/>`,
  ];
}
