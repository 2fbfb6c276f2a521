'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TableCard } from '@/components/charts/table-card';
import { Button } from '@/components/kit/button';
import { lazyPart } from '@/components/shell/lazy-part';
import { SimulatedBadge } from './simulated-badge';
import type { Outcome } from './use-simulation';

const LivePicture = lazyPart(() => import('./picture/live-picture').then((module) => module.LivePicture));

/** The lanes in motion, when somebody asks for them: their first requests. */
export function Watch({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslations('simulator.picture');
  const [isShown, setShown] = useState(false);
  const most = Math.max(0, ...outcome.samples.map(({ requests }) => requests.length));
  if (most === 0) return null;
  return (
    <TableCard name="picture" title={t('title')} tools={<SimulatedBadge />} note={t('note', { requests: most })}>
      {isShown ? (
        <LivePicture scenario={outcome.scenario} samples={outcome.samples} />
      ) : (
        <Button className="above-2" onClick={() => setShown(true)}>
          {t('open')}
        </Button>
      )}
    </TableCard>
  );
}
