'use client';

import { usePathname } from 'next/navigation';
import styles from './header.module.css';
import { IntentLink } from './intent-link';

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
          <IntentLink
            href={href}
            className={`${styles.link} row pad-x-3 target target-wide soft no-underline relative`}
            aria-current={currentOf(pathname, href)}
          >
            {words}
          </IntentLink>
        </li>
      ))}
    </ul>
  );
}

/** The page itself, or a part of it. */
function currentOf(pathname: string, href: string): 'page' | 'true' | undefined {
  if (pathname === href) return 'page';
  return pathname.startsWith(`${href}/`) ? 'true' : undefined;
}
