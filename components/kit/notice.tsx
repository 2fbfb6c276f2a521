import type { ComponentProps } from 'react';
import styles from './notice.module.css';

interface NoticeProps extends Omit<ComponentProps<'div'>, 'role'> {
  /** It is part of what is shown, and nothing that has just happened: it is not read out by itself. */
  readonly standing?: boolean;
}

/** What went wrong, read out as soon as it is shown; a button among its children stands at its side. */
export function Notice({ className, standing, ...rest }: NoticeProps) {
  return (
    <div
      role={standing ? undefined : 'alert'}
      className={className ? `${styles.notice} ${className}` : styles.notice}
      {...rest}
    />
  );
}
