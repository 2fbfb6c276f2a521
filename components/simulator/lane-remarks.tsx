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

/** Fewer requests without an answer are not worth a sentence. */
const LEAST_SHARE = 0.001;
const NEARLY_ALL = 0.99;

/** About when 99 % of the answers were there, ms. */
function nearlyAllAnsweredMs({ completed, windows }: SimulatedLane): number {
  let sum = 0;
  const window = windows.completed.findIndex((count) => {
    sum += count;
    return sum >= NEARLY_ALL * completed;
  });
  return (window + 1) * windows.widthMs;
}

function useRemarks() {
  const t = useTranslations('simulator.notes');
  const nameOf = useSimLaneName();
  const figures = useSimFigures();
  const format = useFormatter();
  const signed = (share: number) =>
    format.number(share, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return (one: SimulatedLane): readonly string[] => {
    const { id, warmUp, ended, unfinished, spanMs, latencyMs, curveMs, approximation } = one;
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
    const without = one.requests - one.completed - unfinished;
    if (without > LEAST_SHARE * one.requests)
      remarks.push(t('unanswered', { lane, share: figures.share(without / one.requests) }));
    const { low, high, isTooWide, mean, p95 } = latencyMs;
    if (mean > p95) {
      const most = figures.time(curveMs.at(-1) ?? mean);
      remarks.push(t('tail', { lane, mean: figures.time(mean), p95: figures.time(p95), most }));
    }
    const nearlyAllMs = nearlyAllAnsweredMs(one);
    if (nearlyAllMs < spanMs / 2) remarks.push(t('stragglers', { lane, most: figures.time(nearlyAllMs), time }));
    if (low === null || high === null) remarks.push(t('noInterval', { lane }));
    else if (isTooWide) remarks.push(t('wide', { lane, low: figures.time(low), high: figures.time(high) }));
    if (warmUp.how === 'too-short') remarks.push(t('tooShort', { lane }));
    if (warmUp.how === 'found' && warmUp.requests > 0)
      remarks.push(t('warmUp', { lane, requests: warmUp.requests, time: figures.time(warmUp.untilMs) }));
    return remarks;
  };
}
