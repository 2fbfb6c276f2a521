import styles from './lab-page.module.css';

/** Keeps the place of the lab until the browser has read the address: what stands below it must not move. */
export function LabWait() {
  return <div className={styles.wait} />;
}
