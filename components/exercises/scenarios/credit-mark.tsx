import styles from './credit-mark.module.css';

/** A circle that is full, half full or empty. Decorative: always beside its words. @param credit 0, 0.5 or 1 */
export function CreditMark({ credit }: { credit: number }) {
  return (
    <svg viewBox="-10 -10 20 20" className={styles.mark} aria-hidden="true">
      <circle r={8} fill="none" stroke="currentColor" strokeWidth={2} />
      {credit === 1 && <circle r={8} fill="currentColor" />}
      {credit === 0.5 && <path d="M0 -8A8 8 0 0 0 0 8Z" fill="currentColor" />}
    </svg>
  );
}
