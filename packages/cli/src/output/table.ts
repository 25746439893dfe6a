import picocolors from 'picocolors';
import stringWidth from 'string-width';

/** Options of {@link formatTable}. */
export interface TableOptions {
  /** True for bold heads. */
  readonly color: boolean;
  /** The width of the terminal in cells, at which the last column is cut. Undefined for no cut. */
  readonly width: number | undefined;
}

/** Prints rows under their heads, in aligned columns with two blanks between them. */
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
