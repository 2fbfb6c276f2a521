'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { TableCard } from '@/components/charts/table-card';
import { Button } from '@/components/kit/button';
import { Choices } from '@/components/kit/choices';
import { lazyPart } from '@/components/shell/lazy-part';
import { momentsOf, type PictureMoment } from '@/lib/simulate/picture/moments';
import { SimulatedBadge } from './simulated-badge';
import { type Outcome, SAMPLED, useSimulator } from './use-simulation';

const START: PictureMoment = { id: 'start', atMs: 0 };

const LivePicture = lazyPart(() => import('./picture/live-picture').then((module) => module.LivePicture));

/** The lanes in motion, when somebody asks for them. */
export function Watch({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslations('simulator.picture');
  const [isShown, setShown] = useState(false);
  if (outcome.isRough && !isShown) return null;
  return (
    <TableCard name="picture" title={t('title')} tools={<SimulatedBadge />} note={t('note')}>
      {isShown ? (
        <Shown outcome={outcome} />
      ) : (
        <Button className="above-2" onClick={() => setShown(true)}>
          {t('open')}
        </Button>
      )}
    </TableCard>
  );
}

/** Played once more, with what a picture of that part of it needs. */
function Shown({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslations('simulatorPicture.controls');
  const { scenario } = outcome;
  const [simulator, state] = useSimulator();
  const [momentId, setMomentId] = useState<PictureMoment['id']>('start');
  const moments = useMemo(() => momentsOf(scenario), [scenario]);
  const { id, atMs } = moments.find((one) => one.id === momentId) ?? START;
  useEffect(() => {
    simulator.play([{ key: id, scenario, sample: { most: SAMPLED, fromMs: atMs } }]);
  }, [simulator, scenario, id, atMs]);
  const played = state.played[id];
  const isDead = state.phase === 'dead' || state.phase === 'failed';
  return (
    <>
      {moments.length > 1 && (
        <div className="below-3">
          <Choices
            label={t('from')}
            value={id}
            choices={moments.map((one) => ({ id: one.id, name: t(`moments.${one.id}`) }))}
            onChoose={(next) => setMomentId(next)}
          />
        </div>
      )}
      {played ? (
        <LivePicture scenario={scenario} samples={played.samples} />
      ) : (
        <p className="soft" style={{ minBlockSize: '26rem' }}>
          {t(isDead ? 'dead' : 'making')}
        </p>
      )}
    </>
  );
}
