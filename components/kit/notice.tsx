import type { ComponentProps } from 'react';
import styles from './notice.module.css';

/** What went wrong, said as soon as it is shown; a button among its children stands at its side. */
export function Notice({ className, role = 'alert', ...rest }: ComponentProps<'div'>) {
  return <div role={role} className={className ? `${styles.notice} ${className}` : styles.notice} {...rest} />;
}
