import type { ReactNode } from 'react';
import styles from './scene-figures.module.css';

/** How the numbers of a scene come about: computed or assumed, never measured. */
export function SceneMethod({ children }: { readonly children: ReactNode }) {
  return <p className={styles.method}>{children}</p>;
}
