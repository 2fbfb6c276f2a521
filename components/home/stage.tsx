import { useTranslations } from 'next-intl';
import { LaneMark } from '@/components/marks/lane-mark';
import { MODES } from '@/lib/modes';
import { LanePicture } from './lane-picture';
import { MotionSwitch } from './motion-switch';
import styles from './stage.module.css';

/** The three lanes, a sentence and a moving picture each. */
export function Stage() {
  const t = useTranslations('home.picture');
  const mode = useTranslations('modes');
  return (
    <section className={styles.stage} aria-label={t('label')}>
      <div className={`${styles.places} soft tiny`} aria-hidden="true">
        <span>{t('device')}</span>
        <span>{t('server')}</span>
      </div>
      {MODES.map(({ id }) => (
        <div key={id} className={`${styles.lane} middle`}>
          <div>
            <h2 className="row gap-2 large">
              <LaneMark lane={id} size={18} />
              {mode(`${id}.name`)}
            </h2>
            <p className="above-1 soft small leading-calm">{mode(`${id}.tagline`)}</p>
          </div>
          <LanePicture lane={id} />
        </div>
      ))}
      <div className={`${styles.foot} middle target`}>
        <p aria-hidden="true">
          <Swatch answered={false} />
          {t('waiting')}
          <Swatch answered />
          {t('answered')}
        </p>
        <MotionSwitch words={{ pause: t('pause'), play: t('play') }} />
      </div>
    </section>
  );
}

function Swatch({ answered }: { answered: boolean }) {
  return (
    <svg viewBox="-8 -8 16 16" className={styles.swatch} aria-hidden="true">
      <rect
        x="-5.5"
        y="-5.5"
        width="11"
        height="11"
        fill={answered ? 'currentcolor' : 'none'}
        stroke="currentcolor"
        strokeWidth="1.75"
      />
    </svg>
  );
}
