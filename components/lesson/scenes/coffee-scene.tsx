'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useFigures } from '@/components/charts/format';
import { coffeeAt, coffeeFigures, nextEventS, visitsOf } from '@/lib/lesson/scenes/coffee';
import { CoffeePicture } from './coffee-picture';
import { SceneChoice, SceneSlider } from './scene-controls';
import { SceneFigures } from './scene-figures';
import { SceneFrame } from './scene-frame';
import { SceneMethod } from './scene-method';

const SEED = 12;
const OPEN_S = 3600;
const SUGGESTION_S = ['1', '10', '40'] as const;
/** In seconds. */
const TIME = { end: OPEN_S, firstAt: 585, perSecond: 15 };

/** Online: a counter that suggests a pastry while one orders; the queue grows without end as it nears its limit. */
export function CoffeeScene({ alt }: { readonly alt: string }) {
  const t = useTranslations('scenes.coffee');
  const format = useFormatter();
  const figures = useFigures();
  const [customersPerMinute, setCustomersPerMinute] = useState(1.5);
  const [servicePerCustomerS, setService] = useState(30);
  const [suggestion, setSuggestion] = useState<(typeof SUGGESTION_S)[number]>('10');
  const suggestionS = Number(suggestion);
  const setting = useMemo(
    () => ({ customersPerMinute, servicePerCustomerS, suggestionS }),
    [customersPerMinute, servicePerCustomerS, suggestionS],
  );
  const visits = useMemo(() => visitsOf(setting, OPEN_S, SEED), [setting]);
  const { utilisation, inShopSMean, growthPerMinute, inTimeShare } = coffeeFigures(setting);

  const inTime = figures.share(inTimeShare);
  const tenths = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  const summary =
    inShopSMean !== null
      ? t('steady', {
          share: figures.share(utilisation),
          time: inWords(inShopSMean),
          waiting: inWords(inShopSMean - servicePerCustomerS),
          inTime,
        })
      : growthPerMinute > 0.01
        ? t('endless', { growth: tenths(growthPerMinute), inTime })
        : t('brink', { inTime });
  function inWords(seconds: number): string {
    return seconds < 99.5
      ? t('seconds', { seconds: Math.round(seconds) })
      : t('minutes', { minutes: tenths(seconds / 60) });
  }
  const show = (at: number) => {
    const now = coffeeAt(visits, suggestionS, at);
    return {
      nextAt: nextEventS(visits, suggestionS, at) ?? 0,
      moment: t('moment', {
        minutes: format.number(at / 60, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
        waiting: now.waiting.length,
        served: now.served,
        reached: now.suggestedInTime,
      }),
      picture: <CoffeePicture now={now} utilisation={utilisation} />,
    };
  };
  return (
    <SceneFrame
      id="coffee"
      alt={alt}
      time={TIME}
      show={show}
      summary={summary}
      height={244}
      controls={
        <>
          <SceneSlider
            label={t('arrivals')}
            words={t('aMinute', { count: tenths(customersPerMinute) })}
            value={customersPerMinute}
            min={0.5}
            max={3}
            step={0.1}
            onChange={setCustomersPerMinute}
          />
          <SceneSlider
            label={t('service')}
            words={t('secondsEach', { seconds: servicePerCustomerS })}
            value={servicePerCustomerS}
            min={10}
            max={60}
            step={1}
            onChange={setService}
          />
          <SceneChoice
            label={t('suggestion')}
            value={suggestion}
            choices={SUGGESTION_S.map((value) => ({ value, label: t('seconds', { seconds: Number(value) }) }))}
            onChange={setSuggestion}
          />
        </>
      }
      figures={
        <>
          <SceneFigures
            figures={[
              { value: inShopSMean === null ? t('noEnd') : inWords(inShopSMean), label: t('inShop') },
              { value: figures.share(Math.min(1, utilisation)), label: t('utilisation') },
              { value: inTime, label: t('inTime') },
            ]}
          />
          <SceneMethod>{t('method')}</SceneMethod>
        </>
      }
    />
  );
}
