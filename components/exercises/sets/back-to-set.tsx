'use client';

import { setHrefFrom } from '@/components/exercises/set-href';
import { IntentLink } from '@/components/shell/intent-link';
import { useLinkParams } from '@/components/shell/use-link-params';
import { ENTRY_LINK } from '@/lib/exercises/sets/entry-href';
import styles from './back-to-set.module.css';

/** Leads back to the set a page was opened from; nothing where it was opened from none. */
export function BackToSet({ words }: { words: string }) {
  const href = setHrefFrom(useLinkParams(ENTRY_LINK));
  return (
    href && (
      <p className={`${styles.back} above-1 small no-print`}>
        <IntentLink className="inline-row target bold" href={href}>
          {words}
        </IntentLink>
      </p>
    )
  );
}
