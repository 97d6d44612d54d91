/** Which side the cells of a column are on. */
export type Side = 'left' | 'right';

/** A table in Markdown, its columns padded as Prettier does. */
export function renderTable(
  sides: readonly Side[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = (row: readonly string[]): string =>
    line(
      widths.map((width, column) => {
        const cell = row[column] ?? '';
        return sides[column] === 'right' ? cell.padStart(width) : cell.padEnd(width);
      }),
    );
  const rule = widths.map((width, column) =>
    sides[column] === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [padded(head), line(rule), ...rows.map(padded)].join('\n');
}
