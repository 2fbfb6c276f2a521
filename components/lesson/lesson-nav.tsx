'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { IntentLink } from '@/components/shell/intent-link';
import type { NavLink } from '@/components/shell/nav-links';
import styles from './lesson-nav.module.css';
import { rememberPlace } from './place';

/** Leads through the parts of the lesson, and remembers which one was looked at last. */
export function LessonNav({ label, links }: { label: string; links: readonly NavLink[] }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    rememberPlace(pathname);
    // On a narrow screen the row scrolls in itself; the page must not.
    const row = list.current;
    const current = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }, [pathname]);
  return (
    <nav className={styles.nav} aria-label={label}>
      <ul ref={list}>
        {links.map(({ href, words }) => (
          <li key={href}>
            <IntentLink href={href} aria-current={pathname === href ? 'page' : undefined}>
              {words}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
