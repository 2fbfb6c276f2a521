'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/kit/button';
import { NumberField } from '@/components/kit/number-field';
import { useModelWords } from '@/components/words/use-model-words';
import { requests } from '@/lib/batch-page/requests';
import { DRAFT_LIMITS, firstDraft } from '@/lib/batch-page/start-draft';
import { MANIFEST } from '@/lib/model';
import { Problem } from '../problem';
import { useAction } from '../use-action';
import { useVisitorShare } from '../visitor-context';
import styles from './forms.module.css';

/** Rows made from a seed: the same seed, the same rows. */
export function MakeForm({ ready }: { ready: boolean }) {
  const t = useTranslations('batch.dataSets.make');
  const batch = useTranslations('batch');
  const share = useVisitorShare('generate');
  const most = Math.min(DRAFT_LIMITS.count.max, share?.most.rows ?? DRAFT_LIMITS.count.max);
  const models = useModelWords();
  const action = useAction();
  const [model, setModel] = useState(() => firstDraft().modelId);
  const [rows, setRows] = useState(10_000);
  const [seed, setSeed] = useState(7);
  const [rowsRight, setRowsRight] = useState(true);
  const [seedRight, setSeedRight] = useState(true);
  const [said, setSaid] = useState('');
  const make = () =>
    action.run(async () => {
      setSaid('');
      await requests.makeDataSet({ kind: 'generated', name: t('name', { count: rows }), model, rows, seed });
      setSaid(t('said'));
    });
  return (
    <section className="card grid from-top one-column gap-3 pad-y-4 pad-x-5" aria-label={t('title')}>
      <h3 className="lead bold">{t('title')}</h3>
      <p className="soft small">{t('note', { least: DRAFT_LIMITS.count.min, most })}</p>
      {share?.isOff && <p role="status">{batch('switchedOff')}</p>}
      <Select
        size="md"
        label={t('model')}
        value={model}
        data={MANIFEST.models.map(({ id }) => ({ value: id, label: models.model(id) }))}
        allowDeselect={false}
        comboboxProps={{ shadow: 'none' }}
        onChange={(chosen) => chosen !== null && setModel(chosen)}
      />
      <div className={`${styles.pair} grid gap-3`}>
        <NumberField
          label={t('rows')}
          value={rows}
          {...DRAFT_LIMITS.count}
          max={most}
          onValid={setRowsRight}
          whole
          step={1000}
          onChange={setRows}
        />
        <NumberField
          label={t('seed')}
          value={seed}
          {...DRAFT_LIMITS.seed}
          onValid={setSeedRight}
          whole
          step={1}
          onChange={setSeed}
        />
      </div>
      <div className="flex wrap gap-2">
        <Button disabled={!ready || share?.isOff || action.busy || !rowsRight || !seedRight} onClick={make}>
          {t('make')}
        </Button>
        <p className="self-middle soft small anywhere" role="status">
          {said}
        </p>
      </div>
      <Problem error={action.error} onClose={action.dismiss} />
    </section>
  );
}
