import type { BenchRow } from './bench-row';

/** The rows in columns, for a terminal. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = [
    ['', 'what', 'value', 'compared with', 'ratio', 'target'],
    ...rows.map((row) => [
      row.ok ? 'ok' : 'MISSED',
      row.name,
      `${rounded(row.value)} ${row.unit}`,
      row.baseline,
      rounded(row.ratio),
      row.target,
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
