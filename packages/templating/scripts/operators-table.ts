import { operators } from '../src/template/operators.ts';

/** The guide to templates, with the table of all operators made from their entries. */
export function withOperatorsTable(guide: string): string {
  const [before = '', section = ''] = guide.split(/(?<=^## All operators\n)/m);
  const [text = '', after = ''] = section.split(/^(?=## )/m, 2);
  const [introduction = ''] = text.split(/^\|/m);
  const others = section.slice(text.length + after.length);
  return `${before}${introduction}${table()}\n${after}${others}`;
}

function table(): string {
  const rows = operators.map(
    ({ example, usage, meaning }) => `| \`${example.template}\` | \`${example.gives}\` | \`${usage}\` | ${meaning} |\n`,
  );
  return `| Template | Gives | Form | Stands for |\n|---|---|---|---|\n${rows.join('')}`;
}
