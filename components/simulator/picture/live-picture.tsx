'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Film } from '@/lib/simulate/picture/film';
import { countBelow } from '@/lib/simulate/picture/sorted';
import { proposedSpeed } from '@/lib/simulate/picture/speeds';
import type { SampledRequests } from '@/lib/simulate/sample';
import type { Scenario } from '@/lib/simulate/scenario/scenario';
import { PictureStage } from './picture-stage';
import { spanOf, startOf, useFilms } from './use-films';

export interface LivePictureProps {
  readonly scenario: Scenario;
  /** Of the lanes of the scenario that are to be seen, as `simulate` gave them. */
  readonly samples: readonly SampledRequests[];
  /** It is to be over within so much time of whoever looks, ms. */
  readonly longestMs?: number;
}

/**
 * The simulated lanes at human speed: the very events that their figures come from. At rest at its beginning until somebody plays it. Messages: `simulatorPicture`,
 * `charts`.
 */
export function LivePicture({ scenario, samples, longestMs }: LivePictureProps) {
  const t = useTranslations('simulatorPicture');
  const films = useFilms(scenario, samples);
  if (samples.every(({ requests }) => requests.length === 0)) return <p className="soft">{t('none')}</p>;
  if (!films) {
    return (
      <p className="soft" style={{ minBlockSize: '26rem' }}>
        {t('making')}
      </p>
    );
  }
  return <Made films={films} scenario={scenario} samples={samples} {...(longestMs && { longestMs })} />;
}

function Made({ films, scenario, samples, longestMs }: LivePictureProps & { readonly films: readonly Film[] }) {
  const startMs = startOf(films);
  const spanMs = spanOf(films, samples);
  const speed = useMemo(
    () => proposedSpeed(samples, spanMs - startMs, longestMs),
    [samples, startMs, spanMs, longestMs],
  );
  const isCut = samples.some(({ untilMs }) => Number.isFinite(untilMs));
  const shown = Math.max(
    ...films.map(({ arrivedMs }) => countBelow(arrivedMs, spanMs) - countBelow(arrivedMs, startMs)),
  );
  return (
    <PictureStage
      films={films}
      startMs={startMs}
      spanMs={spanMs}
      speed={speed}
      shown={isCut && shown < scenario.requests ? shown : null}
    />
  );
}
