/** Tables and figures that every card has. */
import type { MeasuredVersion } from './manifest';

export function agreementTable(measured: readonly MeasuredVersion[]): string {
  const rows = measured.map(({ version, agreement }) => [
    `\`${version.id}\``,
    agreement.largestDifference.toExponential(1),
    agreement.largestDifferenceNative.toExponential(1),
    agreement.largestDifferenceUnfused.toExponential(1),
    String(agreement.changedAnswers),
    version.tolerance.absolute.toExponential(0),
  ]);
  return table(['Version', 'All runs', 'Native only', 'Unfused', 'Answers changed', 'Tolerance allowed'], rows);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share with its interval. */
export function withInterval({ value, low, high }: { value: number; low: number; high: number }): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
