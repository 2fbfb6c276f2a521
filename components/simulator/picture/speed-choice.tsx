import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { SPEEDS } from '@/lib/simulate/picture/speeds';

interface SpeedChoiceProps {
  readonly speed: number;
  onChoose(speed: number): void;
}

/** How many simulated seconds go into one of the reader's. */
export function SpeedChoice({ speed, onChoose }: SpeedChoiceProps) {
  const t = useTranslations('simulatorPicture.controls');
  const { tick } = useFigures();
  const name = (value: number) => {
    if (value === 1) return t('real');
    return value < 1 ? t('slower', { times: Math.round(1 / value) }) : t('faster', { times: value });
  };
  return (
    <>
      <label className="row gap-2 small">
        {t('speed')}
        <select
          className="pad-x-3 target small bg-card bordered-control rounded"
          value={speed}
          onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
        >
          {SPEEDS.map((value) => (
            <option key={value} value={value}>
              {name(value)}
            </option>
          ))}
        </select>
      </label>
      <span className="soft small">{t('scale', { time: tick(1000 * speed) })}</span>
    </>
  );
}
