'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { SimulatedLane } from '@/lib/simulate/simulated-lane';
import { useSimFigures, useSimLaneName } from './use-sim-words';

/** What has to be said of lanes beside their figures: the warm-up, intervals too wide to say much, runs without an end. */
export function LaneRemarks({ lanes }: { readonly lanes: readonly SimulatedLane[] }) {
  const remarksOf = useRemarks();
  const remarks = lanes.flatMap(remarksOf);
  if (remarks.length === 0) return null;
  return (
    <ul className="plain-list grid gap-1 pad-above-3 measure small">
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  );
}

function useRemarks() {
  const t = useTranslations('simulator.notes');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const format = useFormatter();
  const signed = (share: number) =>
    format.number(share, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return ({ id, warmUp, ended, unfinished, spanMs, latencyMs, approximation }: SimulatedLane): readonly string[] => {
    const lane = nameOf(id);
    const time = figures.time(spanMs);
    const remarks: string[] = [];
    if (ended === 'queue-without-end') remarks.push(t('endless', { lane, unfinished, time }));
    if (ended === 'events-without-end') remarks.push(t('events', { lane, unfinished, time }));
    if (approximation) {
      const { method, played, checked } = approximation;
      remarks.push(t('approximated', { lane, played, method }));
      const { meanError, p95Error, requests } = checked;
      if (meanError !== null && p95Error !== null)
        remarks.push(t('checked', { lane, requests, mean: signed(meanError), p95: signed(p95Error) }));
    }
    if (!latencyMs) return [...remarks, t('open', { lane })];
    const { low, high, isTooWide } = latencyMs;
    if (low === null || high === null) remarks.push(t('noInterval', { lane }));
    else if (isTooWide) remarks.push(t('wide', { lane, low: figures.time(low), high: figures.time(high) }));
    if (warmUp.how === 'too-short') remarks.push(t('tooShort', { lane }));
    if (warmUp.how === 'found' && warmUp.requests > 0)
      remarks.push(t('warmUp', { lane, requests: warmUp.requests, time: figures.time(warmUp.untilMs) }));
    return remarks;
  };
}
