'use client';

import type { ReactNode } from 'react';
import styles from './target-item.module.css';
import { useHashTarget } from './use-hash-target';

/** An item of a list that has an address of its own, and is marked when the address points at it. */
export function TargetItem({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const isTarget = useHashTarget() === id;
  return (
    <li id={id} className={styles.item} data-target={isTarget || undefined}>
      {children}
    </li>
  );
}
