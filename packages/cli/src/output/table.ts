import picocolors from 'picocolors';
import stringWidth from 'string-width';

/** How {@link formatTable} prints. */
export interface TableOptions {
  /** Whether the heads are bold. */
  readonly color: boolean;
  /** The width of the terminal in cells: the last column is cut there. As wide as it is where undefined. */
  readonly width: number | undefined;
}

/** Rows under their heads, in aligned columns with two blanks between them. */
export function formatTable(
  heads: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  { color, width }: TableOptions,
): string {
  const { bold } = picocolors.createColors(color);
  const widths = heads.map((head, column) =>
    Math.max(stringWidth(head), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const line = (cells: ReadonlyArray<string>): string =>
    cut(
      cells
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
        .join('  ')
        .trimEnd(),
      width,
    );
  return [bold(line(heads)), ...rows.map(line)].join('\n');
}

function cut(line: string, width: number | undefined): string {
  return width === undefined || stringWidth(line) <= width ? line : `${line.slice(0, Math.max(width - 1, 1))}…`;
}
