'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { lazyPart } from '@/components/shell/lazy-part';
import type { Calibration } from '@/lib/simulator-page/own-runs';

const Validation = lazyPart(() => import('./validation/validation').then((module) => module.Validation));

/** Measured, simulated, and measured again: made when somebody asks for it. */
export function ValidationPart({ calibration }: { readonly calibration: Calibration | null }) {
  const t = useTranslations('simulator.validation');
  const [made, setMade] = useState(false);
  return (
    <details className="above-4" data-validation onToggle={() => setMade(true)}>
      <summary className="semibold">{t('title')}</summary>
      <div className="pad-y-3">
        <p className="measure soft small below-3">{t('note')}</p>
        {made && (calibration ? <Validation calibration={calibration} /> : <p className="measure">{t('choose')}</p>)}
      </div>
    </details>
  );
}
