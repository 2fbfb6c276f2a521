'use client';

import { useEffect } from 'react';
import { AS_IT_IS } from '@/lib/emulate/conditions';
import { distributionOf } from '@/lib/measure/distribution';
import { logOf } from '@/lib/measure/measurement-log';
import { summarise } from '@/lib/measure/summary';
import { LatencyChart } from './latency-chart';

const LANE = 'batch';
const DISTRIBUTION = distributionOf([{ id: LANE, sortedMs: Float64Array.of(1, 2, 3) }]);
const SUMMARY = summarise({
  id: LANE,
  modeId: LANE,
  target: { modelId: '', versionId: '' },
  conditions: AS_IT_IS,
  plannedCount: 1,
  resources: null,
  status: { state: 'idle' },
  measurements: logOf([
    {
      item: 0,
      arrivedAtMs: 0,
      startedAtMs: 0,
      finishedAtMs: 1,
      outcome: 'completed',
      stages: { waitMs: 0, blockedMs: 0, queueMs: 0, recordMs: 0, transferMs: 0, computeMs: 1, emulatedMs: 0 },
      batchSize: 1,
      answer: { classIndex: 0, probability: 1 },
    },
  ]),
});

/**
 * Draws one chart that nobody sees, once, while the page is idle: the first chart of a visit compiles the chart library,
 * which would hold up the page in the middle of a run.
 */
export function ChartsWarmUp({ onDone }: { onDone: () => void }) {
  useEffect(() => {
    const frame = requestAnimationFrame(onDone);
    return () => cancelAnimationFrame(frame);
  }, [onDone]);
  return (
    <div style={{ display: 'none' }} aria-hidden="true">
      {DISTRIBUTION && <LatencyChart distribution={DISTRIBUTION} summaries={[SUMMARY]} widthPx={320} heightPx={200} />}
    </div>
  );
}
