import type { ComponentProps } from 'react';
import styles from './data-table.module.css';

interface DataTableProps extends ComponentProps<'table'> {
  /** All but the first column are figures, which line up at their end. */
  readonly numbers?: boolean;
  /** What the part is called that scrolls where the table is too wide; without it the table takes what room there is. */
  readonly region?: string;
}

/** A table with a line above each row. */
export function DataTable({ numbers, region, className, ...rest }: DataTableProps) {
  const table = (
    <table
      className={className ? `${styles.table} ${className}` : styles.table}
      data-numbers={numbers || undefined}
      {...rest}
    />
  );
  if (region === undefined) return table;
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={styles.region} aria-label={region} tabIndex={0}>
      {table}
    </section>
  );
}
