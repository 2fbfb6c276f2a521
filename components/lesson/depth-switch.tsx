'use client';

import { useTranslations } from 'next-intl';
import { chooseDepth } from '@/components/shell/appearance';
import { useDepth } from '@/components/shell/use-appearance';
import { DEPTHS } from '@/lib/lesson/outline';
import styles from './depth-switch.module.css';

/** How deep the lesson goes: one choice for all its pages. */
export function DepthSwitch() {
  const t = useTranslations('lesson.depth');
  const depth = useDepth();
  return (
    <fieldset className={`${styles.switch} flex wrap gap-2 above-6 no-print`}>
      <legend className="below-1 soft small">{t('label')}</legend>
      {DEPTHS.map((id) => (
        <label key={id} className="ring">
          <input
            className="unseen"
            type="radio"
            name="depth"
            value={id}
            checked={depth === id}
            onChange={() => chooseDepth(id)}
          />
          <span className="bold">{t(`${id}.name`)}</span>
          <span className={`${styles.hint} soft tiny`}>{t(`${id}.hint`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
