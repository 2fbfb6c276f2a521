import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import { Button } from '@/components/kit/button';
import { laneRatiosOf } from '@/lib/measure/lane-ratios';
import type { LanePair } from '@/lib/measure/run-figures';
import classes from './comparison-card.module.css';
import { DifferenceRow } from './difference-words';
import { useComparedNames } from './emulated';
import { useFigures } from './format';
import { LaneHeading, Meaning, TableCard, WideTable } from './table-card';

interface ComparisonCardProps {
  /** `null` = not computed yet. */
  readonly pairs: readonly LanePair[] | null;
  readonly laneCount: number;
}

/** The pairs of ten lanes. A class with a lane a device has thousands: no page draws them all at once. */
const PAIRS_AT_ONCE = 45;

const METHOD = ['test', 'serial', 'level', 'ratio', 'pairs', 'other'] as const;

/** Every pair of lanes: whether they really differ, by how much, and how that is known. */
export const ComparisonCard = memo(function ComparisonCard({ pairs, laneCount }: ComparisonCardProps) {
  const t = useTranslations('comparison');
  const names = useComparedNames();
  const [most, setMost] = useState(PAIRS_AT_ONCE);
  const drawn = pairs?.slice(0, most);
  const pairCount = (laneCount * (laneCount - 1)) / 2;
  return (
    <TableCard name="comparison" title={t('title')} note={t('note')}>
      <div className={classes.pairs} data-pairs={pairCount}>
        {drawn?.map(({ a, b, difference }) => (
          <DifferenceRow
            key={`${a.id}-${b.id}`}
            label={
              <>
                <LaneHeading lane={a} /> <span>{t('and')}</span> <LaneHeading lane={b} />
              </>
            }
            a={names(a.id)}
            b={names(b.id)}
            difference={difference}
          />
        ))}
        {pairCount === 0 && <p className="pad-y-4 soft">{t('single')}</p>}
        {pairCount > 0 && !pairs && <p className="pad-y-4 soft">{t('waiting')}</p>}
      </div>
      {pairs && pairCount > most && (
        <p className="row wrap gap-3 pad-y-3 soft">
          {t('more.some', { shown: most, count: pairCount })}
          <Button onClick={() => setMost(most + PAIRS_AT_ONCE)}>{t('more.button')}</Button>
        </p>
      )}
      {drawn && <OtherRatios pairs={drawn} />}
      <Meaning title={t('method.title')}>
        {METHOD.map((id) => (
          <p key={id}>{t(`method.${id}`)}</p>
        ))}
      </Meaning>
    </TableCard>
  );
});

function OtherRatios({ pairs }: { pairs: readonly LanePair[] }) {
  const t = useTranslations('comparison.other');
  const names = useComparedNames();
  const figures = useFigures();
  const measures = laneRatiosOf(pairs);
  if (measures.length === 0) return null;
  return (
    <WideTable label={t('caption')}>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col" className={classes.lanes}>
            {t('pair')}
          </th>
          <th scope="col">{t('ratio')}</th>
          <th scope="col">{t('interval')}</th>
        </tr>
      </thead>
      {measures.map(({ measure, ratios }) => (
        <tbody key={measure}>
          {ratios.map(({ larger, smaller, ratio: { value, interval } }, row) => (
            <tr key={`${larger.id}-${smaller.id}`}>
              {row === 0 && (
                <th scope="rowgroup" rowSpan={ratios.length} className={classes.measure}>
                  {t(measure)}
                </th>
              )}
              <td className={classes.lanes}>
                {t('over', { a: names(larger.id).name, b: names(smaller.id).inSentence })}
              </td>
              <td>{figures.rate(value)}</td>
              <td>
                {interval
                  ? t('between', { low: figures.rate(interval.low), high: figures.rate(interval.high) })
                  : t(measure === 'cpuSecondsPer1000' ? 'none' : 'noBlocks')}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </WideTable>
  );
}
