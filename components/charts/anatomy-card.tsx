import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ANATOMY_PARTS } from '@/lib/measure/anatomy';
import { headlineOf } from '@/lib/measure/headlines';
import { anatomyTable } from '@/lib/measure/series';
import { AnatomyChart } from './anatomy-chart';
import { type CardProps, hasAnswers } from './card';
import { ChartFrame } from './chart-frame';
import { useLaneNames } from './emulated';
import { useFigures } from './format';
import { useWords } from './use-words';

export const AnatomyCard = memo(function AnatomyCard({ figures, ...card }: CardProps) {
  const t = useTranslations('charts');
  const names = useLaneNames();
  const words = useWords();
  const numbers = useFigures();
  const summaries = figures.last.summaries;
  const headline = headlineOf('anatomy', summaries);
  const lanes = summaries.flatMap(({ id, anatomy }) => (anatomy ? [{ name: names(id).full, anatomy }] : []));
  const emulated = lanes.some(({ anatomy }) => anatomy.shares.emulated > 0);
  const wrong = lanes
    .filter(({ anatomy }) => !anatomy.addsUp)
    .map(({ name }) => t('anatomy.noteWrong', { lane: name }));
  return (
    <ChartFrame
      state={card.state}
      caption={card.caption}
      heightFor={() => card.heightPx}
      name="anatomy"
      title={headline ? words.headline(headline) : t('anatomy.title')}
      note={[t('anatomy.note'), ...(emulated ? [t('anatomy.emulatedNote')] : []), ...wrong].join(' ')}
      summary={lanes
        .map(({ name, anatomy }) =>
          t('anatomy.summary', {
            lane: name,
            median: numbers.duration(anatomy.totalMs),
            parts: ANATOMY_PARTS.filter((part) => anatomy.shares[part] >= 0.01)
              .map((part) =>
                t('anatomy.part', { part: t(`anatomy.parts.${part}`), share: numbers.share(anatomy.shares[part]) }),
              )
              .join(', '),
          }),
        )
        .join(t('sentence.separator'))}
      hasData={hasAnswers(summaries)}
      twin={{
        head: [t('anatomy.column'), ...lanes.map(({ name }) => name)],
        rows: [
          [t('anatomy.total'), ...lanes.map(({ anatomy }) => numbers.duration(anatomy.totalMs))],
          ...ANATOMY_PARTS.map((part) => [
            t(`anatomy.parts.${part}`),
            ...lanes.map(({ anatomy }) => numbers.share(anatomy.shares[part])),
          ]),
        ],
      }}
      data={() => anatomyTable(summaries)}
    >
      {(widthPx) => <AnatomyChart summaries={summaries} widthPx={widthPx} heightPx={card.heightPx} />}
    </ChartFrame>
  );
});
