'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { IntentLink } from './intent-link';
import type { NavLink } from './nav-links';
import styles from './section-nav.module.css';

/** Leads through the pages of a part of the site. */
export function SectionNav({ label, links }: { label: string; links: readonly NavLink[] }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a narrow screen the row scrolls in itself; the page must not.
    const row = list.current;
    const current = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }, [pathname]);
  return (
    <nav className={`${styles.nav} above-2 no-print`} aria-label={label}>
      <ul ref={list}>
        {links.map(({ href, words }) => (
          <li key={href}>
            <IntentLink
              className="inline-row target soft small nowrap no-underline"
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
            >
              {words}
            </IntentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
