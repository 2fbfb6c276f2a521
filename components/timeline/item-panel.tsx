'use client';

import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { useFigures } from '@/components/charts/format';
import { SampleView } from '@/components/samples/sample-view';
import { ANATOMY_PARTS } from '@/lib/measure/anatomy';
import { type CompletedMeasurement, latencyMs, restMs } from '@/lib/measure/measurement';
import type { SampleSet } from '@/lib/model/samples';
import { type ItemFacts, useAnswerSaid } from './item-facts';
import styles from './item-panel.module.css';

interface ItemPanelProps {
  readonly facts: ItemFacts;
  readonly samples: SampleSet | null;
  /** Placed by the track, which knows where the item is drawn. */
  readonly ref: Ref<HTMLDivElement>;
}

/** One item of one lane: its image, its answer, and where its time went. Screen readers get a sentence instead. */
export function ItemPanel({ facts, samples, ref }: ItemPanelProps) {
  const t = useTranslations('laneTimeline.item');
  const figures = useFigures();
  const { completed, state, item, count } = facts;
  return (
    <div ref={ref} className={styles.panel} aria-hidden="true">
      <div className="row gap-3">
        {samples?.kind === 'images' && (
          <div className={styles.picture}>
            <SampleView samples={samples} index={facts.sample} modelId={facts.modelId ?? ''} />
          </div>
        )}
        <div>
          <p className="small bolder">
            {t('title', { item: item + 1 })} <small className="soft tiny regular">{t('of', { count })}</small>
          </p>
          {completed ? (
            <Verdict facts={facts} completed={completed} />
          ) : (
            <p className={state === 'planned' || state === 'waiting' ? 'soft' : 'invalid bold'}>
              {state !== 'completed' && t(state)}
            </p>
          )}
        </div>
      </div>
      {samples?.kind === 'table' && facts.modelId !== undefined && (
        <div className="above-1">
          <SampleView samples={samples} index={facts.sample} modelId={facts.modelId} />
        </div>
      )}
      <dl className={`${styles.times} above-2 pad-above-2 line-above`}>
        <div>
          <dt>{t('arrived')}</dt>
          <dd>{figures.duration(facts.arrivedAtMs)}</dd>
        </div>
        {completed && <Times completed={completed} />}
      </dl>
      {completed && completed.batchSize > 1 && (
        <p className="soft">{t('together', { others: completed.batchSize - 1 })}</p>
      )}
    </div>
  );
}

function Verdict({ facts, completed }: { facts: ItemFacts; completed: CompletedMeasurement }) {
  const t = useTranslations('laneTimeline.item');
  const said = useAnswerSaid();
  const { answer, verdict, truth } = said(facts, completed.answer);
  return (
    <>
      <p>
        {t('answer')} <b>{answer}</b>
      </p>
      {verdict !== 'unknown' && (
        <p className="soft">
          {t('truth')} {truth} <span className={verdict === 'right' ? 'valid bold' : 'invalid bold'}>{t(verdict)}</span>
        </p>
      )}
    </>
  );
}

function Times({ completed }: { completed: CompletedMeasurement }) {
  const t = useTranslations('laneTimeline.item');
  const figures = useFigures();
  const { waitMs, blockedMs, queueMs, recordMs, transferMs, computeMs, emulatedMs } = completed.stages;
  const partsMs = {
    wait: waitMs,
    blocked: blockedMs,
    queue: queueMs,
    record: recordMs,
    transfer: transferMs,
    compute: computeMs,
    emulated: emulatedMs,
    rest: restMs(completed),
  };
  return (
    <>
      {ANATOMY_PARTS.filter((part) => partsMs[part] > 0).map((part) => (
        <div key={part}>
          <dt>{t(`parts.${part}`)}</dt>
          <dd>{figures.duration(partsMs[part])}</dd>
        </div>
      ))}
      <div className={`${styles.whole} above-1 bolder`}>
        <dt>{t('latency')}</dt>
        <dd>{figures.duration(latencyMs(completed))}</dd>
      </div>
    </>
  );
}
