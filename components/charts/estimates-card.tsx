import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ASSUMPTION_IDS } from '@/lib/measure/assumptions';
import { type Estimate, estimateOf } from '@/lib/measure/estimates';
import type { LaneSummary } from '@/lib/measure/summary';
import { runsOnDevice } from '@/lib/modes';
import { AssumptionField } from './assumption-field';
import emulated from './emulated.module.css';
import { useEstimateWords } from './estimate-words';
import classes from './estimates-card.module.css';
import { LaneHeading, Meaning, TableCard, WideTable } from './table-card';
import { useAssumptions } from './use-assumptions';

const AMOUNTS = [
  ['thousand', 1000],
  ['million', 1_000_000],
] as const;
const READ = ['energy', 'cost', 'user', 'source'] as const;

/** Energy and money for a thousand and a million predictions: estimated, under assumptions the reader may change. */
export const EstimatesCard = memo(function EstimatesCard({ summaries }: { summaries: readonly LaneSummary[] }) {
  const t = useTranslations('estimates');
  const words = useEstimateWords();
  const { assumptions, keep, reset } = useAssumptions();
  const lanes = summaries.flatMap(({ id, modeId, resources }) =>
    resources
      ? [{ id, modeId, resources, per: AMOUNTS.map(([, count]) => estimateOf(modeId, resources, assumptions, count)) }]
      : [],
  );
  const largest = AMOUNTS.map((_, index) => Math.max(0, ...lanes.map(({ per }) => per[index]?.joules ?? 0)));
  const cells = ({ joules, operatorUsd, userUsd }: Estimate, most: number) =>
    [words.energy(joules, most), words.money(operatorUsd), words.money(userUsd)] as const;
  return (
    <TableCard
      name="estimates"
      title={t('title')}
      tools={
        <span className={`${emulated.badge} inline-block pad-x-2 ink tiny semibold nowrap leading-calm dashed`}>
          {t('badge')}
        </span>
      }
      note={t('note')}
    >
      {lanes.length === 0 ? (
        <p className={classes.waiting}>{t('waiting')}</p>
      ) : (
        <WideTable label={t('title')}>
          <thead>
            <tr>
              <td />
              {AMOUNTS.map(([id]) => (
                <th key={id} scope="colgroup" colSpan={3} className={classes.amount}>
                  {t(`per.${id}`)}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col">{t('lane')}</th>
              {AMOUNTS.map(([id]) =>
                (['energy', 'operator', 'user'] as const).map((column) => (
                  <th key={`${id}-${column}`} scope="col">
                    {t(`columns.${column}`)}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {lanes.map(({ id, modeId, per }) => (
              <tr key={id}>
                <th scope="row">
                  <LaneHeading lane={{ id, modeId }} />
                </th>
                {per.map((estimate, index) =>
                  cells(estimate, largest[index] ?? 0).map((cell, column) => (
                    <td key={`${AMOUNTS[index]?.[0]}-${column}`}>{cell}</td>
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {lanes.some(({ modeId, resources }) => runsOnDevice(modeId) && resources.bytesOnceCold === null) && (
        <p className="pad-above-3 measure soft tiny">{t('cached')}</p>
      )}
      <Meaning title={t('assumptions.title')} lazy>
        <div className={`${classes.fields} grid gap-y-5 gap-x-7 ink`}>
          {ASSUMPTION_IDS.map((id) => (
            <AssumptionField
              key={id}
              id={id}
              value={assumptions[id]}
              onChange={(value) => keep((now) => ({ ...now, [id]: value }))}
            />
          ))}
        </div>
        <p className="row wrap gap-y-2 gap-x-4 pad-above-5">
          <Button variant="default" onClick={reset}>
            {t('assumptions.reset')}
          </Button>{' '}
          {t('assumptions.kept')}
        </p>
      </Meaning>
      <Meaning title={t('read.title')}>
        {READ.map((id) => (
          <p key={id}>{t(`read.${id}`)}</p>
        ))}
      </Meaning>
    </TableCard>
  );
});
