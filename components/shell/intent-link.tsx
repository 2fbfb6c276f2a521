'use client';

import Link from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link that fetches its page once the reader points at it. Next would fetch it as soon as it is in sight, and with the
 * Lab come its controls and charts: more than everything else on the page.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return <Link {...props} prefetch={wanted ? null : false} onMouseEnter={want} onFocus={want} onTouchStart={want} />;
}
