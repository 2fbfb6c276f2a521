import { useTranslations } from 'next-intl';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { Film } from '@/lib/simulate/picture/film';

const SIGNS = ['asks', 'answered', 'refused', 'late', 'given-up'] as const;
type Sign = (typeof SIGNS)[number];

/** Drawn over the shape of a request. */
const OVER: Partial<Record<Sign, string>> = { refused: 'M-6 -6L6 6M-6 6L6 -6', late: 'M0 -4.5V0H3.5' };

/** What the looks of requests mean, in the shape of the first lane; decorative, for the words say it too. */
export function Signs({ films }: { readonly films: readonly Film[] }) {
  const t = useTranslations('simulatorPicture.signs');
  const shape = LANE_STYLE[films[0]?.stages[0]?.stage.look ?? 'online'].outline(5.5);
  return (
    <ul className="plain-list row wrap above-2 gap-x-4 soft tiny" aria-label={t('label')}>
      {SIGNS.map((sign) => {
        const isBad = sign === 'refused' || sign === 'late';
        return (
          <li key={sign} className={isBad ? 'row gap-1 invalid' : 'row gap-1'}>
            <svg viewBox="-8 -8 16 16" width="0.9375rem" height="0.9375rem" className="rigid" aria-hidden="true">
              <path
                d={shape}
                fill={sign === 'answered' ? 'currentcolor' : 'none'}
                stroke="currentcolor"
                strokeWidth="1.5"
                strokeDasharray={sign === 'given-up' ? '2 2' : undefined}
              />
              {OVER[sign] && <path d={OVER[sign]} fill="none" stroke="currentcolor" strokeWidth="1.5" />}
            </svg>
            <span className="soft">{t(sign)}</span>
          </li>
        );
      })}
    </ul>
  );
}
