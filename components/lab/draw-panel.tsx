'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { LaneMark } from '@/components/marks/lane-mark';
import { useLaneName } from '@/components/marks/use-lane-name';
import { ErrorWords } from '@/components/shell/error-words';
import { useModelWords } from '@/components/words/use-model-words';
import type { RunSetup } from '@/lib/experiment/setup';
import type { SetupOf } from '@/lib/experiment/setup-fields';
import { defaultSetup } from '@/lib/experiment/setup-url';
import type { LaneKey, LaneRecord } from '@/lib/measure/lane-record';
import { latencyMs } from '@/lib/measure/measurement';
import { amountOf } from '@/lib/model/answer';
import { DrawPad } from './draw/draw-pad';
import styles from './draw-panel.module.css';
import { useRun } from './use-run';

/** Draw a digit and send it through the lanes: one item each, arriving now. */
export function DrawPanel({ setup }: { readonly setup: SetupOf<'draw'> }) {
  const t = useTranslations('lab.draw');
  const [pixels, setPixels] = useState<Uint8Array | null>(null);
  const { state, busy, start, clear } = useRun();
  // The answers are those of one drawing: another has none yet.
  const draw = useCallback(
    (drawn: Uint8Array | null) => {
      clear();
      setPixels(drawn);
    },
    [clear],
  );
  const send = () => {
    if (!pixels || busy) return;
    start(oneItem(setup), async () => ({ kind: 'images', count: 1, pixels, labels: new Uint8Array(0) }));
  };
  const wait: Wait = busy ? 'underWay' : pixels ? 'ready' : 'waitingFor';
  return (
    <section id="draw" className={styles.panel} aria-labelledby="draw-title">
      <h2 className="large" id="draw-title">
        {t('title')}
      </h2>
      <p className="soft small">{t('note')}</p>
      <div className={`${styles.columns} grid above-4`}>
        <DrawPad onDraw={draw} disabled={busy} />
        <div className="grid from-top gap-3">
          <Button look="go" className="self-start" onClick={send} disabled={!pixels} aria-disabled={busy}>
            {busy ? t('sending') : t('send')}
          </Button>
          {!pixels && <p className="soft small">{t('empty')}</p>}
          <ul className={`${styles.list} plain-list grid gap-3`} aria-live="polite">
            {setup.lanes.map((modeId) => {
              const record = state.records.find((candidate) => candidate.modeId === modeId);
              return (
                <li key={modeId}>
                  {record ? (
                    <DrawnAnswer record={record} wait={wait} />
                  ) : (
                    <Waiting lane={{ id: modeId, modeId }} wait={wait} />
                  )}
                </li>
              );
            })}
          </ul>
          {state.error && <ErrorWords report={state.error} />}
        </div>
      </div>
    </section>
  );
}

/** What a lane without an answer waits for. */
type Wait = 'waitingFor' | 'ready' | 'underWay';

function Waiting({ lane, wait }: { lane: LaneKey; wait: Wait }) {
  const t = useTranslations('lab.draw');
  const nameOf = useLaneName();
  return (
    <>
      <LaneMark lane={lane.modeId} size={18} />
      <span className="soft small">{t(wait, { lane: nameOf(lane) })}</span>
    </>
  );
}

function DrawnAnswer({ record, wait }: { record: LaneRecord; wait: Wait }) {
  const t = useTranslations('lab.draw');
  const nameOf = useLaneName();
  const words = useModelWords();
  const format = useFormatter();
  const { duration } = useFigures();
  const lane = nameOf(record);
  const only = record.measurements.at(0);
  if (record.status.state === 'failed') return <ErrorWords report={record.status.error} />;
  if (only && only.outcome !== 'completed') return <ErrorWords report={only.error} />;
  if (!only) return <Waiting lane={record} wait={wait} />;
  const { modelId } = record.target;
  return (
    <>
      <LaneMark lane={record.modeId} size={18} />
      <span>
        <b>{t('answer', { lane, answer: words.answer(modelId, only.answer) })}</b>{' '}
        <span className="soft small">
          {t('confidence', {
            confidence: format.number(amountOf(only.answer), { style: 'percent', maximumFractionDigits: 1 }),
            latency: duration(latencyMs(only)),
          })}
        </span>
      </span>
    </>
  );
}

function oneItem({ modelId, versionId, laneVersions, lanes }: SetupOf<'draw'>): RunSetup {
  return {
    ...defaultSetup(modelId),
    versionId,
    laneVersions,
    lanes,
    count: 1,
    pattern: 'at-once',
    intervalMs: 250,
  };
}
