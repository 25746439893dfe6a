import { operators } from '../src/template/operators.ts';

/** The guide to templates, with the table of all operators made from their entries. */
export function withOperatorsTable(guide: string): string {
  const [before = '', section = ''] = guide.split(/(?<=^## All operators\n)/m);
  return before + section.replace(/(?:^\|.*\n)+/m, () => table());
}

function table(): string {
  const rows = operators.map(
    ({ example, usage, meaning }) => `| \`${example.template}\` | \`${example.gives}\` | \`${usage}\` | ${meaning} |\n`,
  );
  return `| Template | Gives | Form | Stands for |\n|---|---|---|---|\n${rows.join('')}`;
}
