'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import styles from './header.module.css';

export interface NavLink {
  readonly href: string;
  readonly words: string;
}

/** Marks the page one is on; the rest of the header needs no script. */
export function NavLinks({ links }: { links: readonly NavLink[] }) {
  const pathname = usePathname();
  return (
    <ul>
      {links.map(({ href, words }) => (
        <li key={href}>
          <Link href={href} className={styles.link} aria-current={pathname === href ? 'page' : undefined}>
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
