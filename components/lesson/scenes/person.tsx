import styles from './picture.module.css';

/** Someone who stands at (x, y), the point between the feet; 56 high. */
export function Person({ x, y, faint = false }: { readonly x: number; readonly y: number; readonly faint?: boolean }) {
  return (
    <g className={faint ? styles.faint : undefined} transform={`translate(${x} ${y})`}>
      <path className={`${styles.ink} ${styles.solid}`} d="M-10 -4V-26C-10 -33 -6 -36 0 -36S10 -33 10 -26V-4Z" />
      <circle className={`${styles.ink} ${styles.solid}`} cy="-46" r="8.5" />
      <path className={styles.ink} d="M-5 -4V0M5 -4V0" />
    </g>
  );
}
