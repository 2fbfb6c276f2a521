'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '@/components/charts/use-words';
import { Notice } from '@/components/kit/notice';
import type { ValidityReason } from '@/lib/measure/validity';

/** Why a run is not graded, and what to change: the set-up is locked, so the Lab's own advice about it is of no use here. */
export function InvalidRun({ reasons, children }: { reasons: readonly ValidityReason[]; children?: ReactNode }) {
  const t = useTranslations('exercises.play.invalid');
  const title = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    // Not of somebody who is elsewhere on the page by then.
    if (activeElement && activeElement !== document.body && !activeElement.closest('[data-run-bar]')) return;
    title.current?.focus({ preventScroll: true });
    title.current?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, []);
  return (
    <Notice className="above-4 below-4">
      <p ref={title} className="invalid bolder" tabIndex={-1}>
        {t('title')}
      </p>
      <p>{t('lead')}</p>
      <ReasonList reasons={reasons} />
      <p>{t('around')}</p>
      {children && <div className="row wrap gap-3">{children}</div>}
    </Notice>
  );
}

/** Reasons against a run in words, one a line. */
export function ReasonList({ reasons }: { reasons: readonly ValidityReason[] }) {
  const words = useWords();
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={`${reason.id}-${reason.lane}`}>{words.reason(reason)}</li>
      ))}
    </ul>
  );
}
