'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { Choices } from '@/components/kit/choices';
import { NumberField } from '@/components/kit/number-field';
import { DRAFT_LIMITS, monthEndDraft, type StartDraft, withDataSet, withRows } from '@/lib/batch-page/start-draft';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import { useBatchWords } from '../use-batch-words';
import { useMayChange, useVisitorShare } from '../visitor-context';

const COUNTS = [1000, 10_000, 100_000, 1_000_000, 10_000_000];

interface RowsFieldProps {
  readonly draft: StartDraft;
  readonly dataSets: readonly DataSetInfo[];
  onChange(draft: StartDraft): void;
}

/** Rows made for the purpose, rows that keep coming, or a data set that is there. */
export function RowsField({ draft, dataSets, onChange }: RowsFieldProps) {
  const t = useTranslations('batch.start.rows');
  const batch = useTranslations('batch');
  const mayPlan = useMayChange()(null);
  const most = Math.min(DRAFT_LIMITS.count.max, useVisitorShare('generate')?.most.rows ?? DRAFT_LIMITS.count.max);
  const words = useBatchWords();
  const figures = useFigures();
  const { rows } = draft;
  const seed = rows.kind === 'data-set' ? null : rows.seed;
  const choose = (id: string) => {
    if (id === 'made') return onChange(withRows(draft, { kind: 'made', count: 10_000, seed: seed ?? 7 }));
    if (id === 'arriving') return onChange(withRows(draft, monthEndDraft().rows));
    const found = dataSets.find((dataSet) => dataSet.id === id);
    if (found) onChange(withDataSet(draft, found));
  };
  return (
    <>
      <Choices
        label={t('label')}
        value={rows.kind === 'data-set' ? rows.id : rows.kind}
        choices={[
          { id: 'made', name: t('made'), about: t('madeAbout') },
          {
            id: 'arriving',
            name: t('arriving'),
            about: mayPlan ? t('arrivingAbout') : batch('operatorOnly'),
            disabled: !mayPlan,
          },
          ...dataSets
            .filter(({ state }) => state === 'ready')
            .map((dataSet) => ({ id: dataSet.id, name: dataSet.name, about: words.dataSet(dataSet) })),
        ]}
        onChoose={choose}
      />
      {rows.kind === 'made' && (
        <>
          <fieldset className="flex wrap gap-2" aria-label={t('count')}>
            {COUNTS.filter((count) => count <= most).map((count) => (
              <Button
                key={count}
                aria-pressed={rows.count === count}
                onClick={() => onChange(withRows(draft, { ...rows, count }))}
              >
                {figures.count(count)}
              </Button>
            ))}
          </fieldset>
          <NumberField
            label={t('count')}
            value={rows.count}
            {...DRAFT_LIMITS.count}
            max={most}
            whole
            step={1000}
            onChange={(count) => onChange(withRows(draft, { ...rows, count }))}
          />
        </>
      )}
      {rows.kind === 'arriving' && (
        <NumberField
          label={t('perSecond')}
          value={rows.perSecond}
          {...DRAFT_LIMITS.perSecond}
          whole
          onChange={(perSecond) => onChange(withRows(draft, { ...rows, perSecond }))}
        />
      )}
      {rows.kind !== 'data-set' && (
        <NumberField
          label={t('seed')}
          description={t('seedNote')}
          value={rows.seed}
          {...DRAFT_LIMITS.seed}
          whole
          onChange={(chosen) => onChange(withRows(draft, { ...rows, seed: chosen }))}
        />
      )}
    </>
  );
}
