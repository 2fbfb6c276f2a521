import type { ReactNode } from 'react';
import badge from './emulated.module.css';

/** Marks in a few words what was not measured as it stands. */
export function DashedBadge({ children }: { readonly children: ReactNode }) {
  return (
    <span className={`${badge.badge} inline-block pad-x-2 ink tiny semibold nowrap leading-calm dashed`}>
      {children}
    </span>
  );
}
