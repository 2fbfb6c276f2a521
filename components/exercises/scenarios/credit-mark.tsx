import styles from './credit-mark.module.css';

/** Two bars that are full as far as the credit goes. Decorative: always beside its words. @param credit 0, 0.5 or 1 */
export function CreditMark({ credit }: { credit: number }) {
  return (
    <svg viewBox="0 0 20 20" className={styles.mark} aria-hidden="true">
      <rect x={2} y={2} width={6} height={16} data-full={credit >= 0.5 || undefined} />
      <rect x={12} y={2} width={6} height={16} data-full={credit === 1 || undefined} />
    </svg>
  );
}
