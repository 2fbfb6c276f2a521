import { useTranslations } from 'next-intl';
import { textWidth } from '@/components/chart-kit/text-width';
import { useChartText } from '@/components/chart-kit/use-chart-text';
import { useAmounts } from '@/components/exercises/use-amounts';
import { labelsOf } from '@/lib/exercises/drawing/axis';
import type { Scale } from '@/lib/exercises/scale';

/** Of the height, that a label beside it takes. */
const ROW_SHARE = 0.09;

/** The scale of an exercise as an axis of a chart: across it, or up its side. It has the name of its unit, and says where it is logarithmic. */
export function useScaleAxis() {
  const t = useTranslations('predictionChart.axis');
  const amounts = useAmounts();
  const { textPx } = useChartText();
  return (scale: Scale) => {
    const words = (value: number) => amounts.tick(scale.unit, value);
    const widthOf = (value: number) => textWidth(words(value), textPx);
    const tickPx = Math.max(...labelsOf(scale, 0).map(widthOf), 1) + textPx;
    const axis = { scale: scale.kind, from: scale.least, to: scale.most, words, cuts: true };
    return {
      across: {
        ...axis,
        ticks: (lengthPx: number) => labelsOf(scale, tickPx / lengthPx),
        name: scale.kind === 'log' ? t('log', { name: t(scale.unit) }) : t(scale.unit),
      },
      up: { ...axis, ticks: labelsOf(scale, ROW_SHARE) },
      /** What a label takes, and room to the next. */
      tickPx,
      widthOf,
    };
  };
}
