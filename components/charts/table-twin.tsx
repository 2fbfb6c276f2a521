import classes from './table-twin.module.css';

/** A chart's figures in words, row by row; the first cell names the row. */
export interface TwinTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function TableTwin({ table, label }: { table: TwinTable; label: string }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={`${classes.table} full tiny leading-snug collapse`}>
        <thead>
          <tr>
            {table.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
