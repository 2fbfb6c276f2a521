'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TableCard } from '@/components/charts/table-card';
import { Button } from '@/components/kit/button';
import { MeasuresTable } from './measures-table';
import { PairedList } from './paired-list';
import { SimulatedBadge } from './simulated-badge';
import { simHref } from './use-sim-setup';
import type { Outcome } from './use-simulation';

interface CompareProps {
  readonly kept: Outcome;
  readonly outcome: Outcome;
  onDrop(): void;
}

/** A scenario that was kept beside the one on the page: both figures of every lane, and their ratio. */
export function Compare({ kept, outcome, onDrop }: CompareProps) {
  const t = useTranslations('simulator.compare');
  const isSameSeed = kept.scenario.seed === outcome.scenario.seed;
  const keptHeading = (
    <Link href={simHref(kept.setup)} prefetch={false}>
      {t('kept')}
    </Link>
  );
  return (
    <TableCard
      name="compared"
      title={t('title')}
      tools={<SimulatedBadge isRough={outcome.isRough || kept.isRough} />}
      note={t(isSameSeed ? 'sameSeed' : 'otherSeed')}
    >
      <MeasuresTable
        label={t('title')}
        ratio={t('ratio')}
        sides={[
          { id: 'kept', heading: keptHeading, lanes: kept.lanes },
          { id: 'now', heading: t('now'), lanes: outcome.lanes },
        ]}
      />
      <PairedList kept={kept} outcome={outcome} />
      <Button look="dotted" onClick={onDrop}>
        {t('drop')}
      </Button>
    </TableCard>
  );
}
