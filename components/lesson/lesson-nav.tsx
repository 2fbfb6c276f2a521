'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import type { NavLink } from '@/components/shell/nav-links';
import { SectionNav } from '@/components/shell/section-nav';
import { rememberPlace } from './place';

/** Leads through the parts of the lesson, and remembers which one was looked at last. */
export function LessonNav({ label, links }: { label: string; links: readonly NavLink[] }) {
  const pathname = usePathname();
  useEffect(() => rememberPlace(pathname), [pathname]);
  return <SectionNav label={label} links={links} />;
}
