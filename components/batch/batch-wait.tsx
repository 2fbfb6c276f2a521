import styles from './batch-page.module.css';

/** Keeps the place of the page until the browser has read the address. */
export function BatchWait() {
  return <div className={styles.wait} />;
}
