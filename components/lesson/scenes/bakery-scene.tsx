'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { bestPlan, customersAround, planFor } from '@/lib/lesson/scenes/bakery';
import { MODE_IDS, type ModeId } from '@/lib/modes';
import { BakeryBars } from './bakery-bars';
import { BakeryPicture } from './bakery-picture';
import { SceneChoice, SceneSlider } from './scene-controls';
import { SceneFrame } from './scene-frame';
import { SceneMethod } from './scene-method';

const SEED = 7;
const COUNT = 24;
/** In customers. */
const TIME = { end: COUNT, firstAt: COUNT, perSecond: 2.5 };

/** Choosing: which of three ways to sell a bun serves whom, and when a mix of them wins. */
export function BakeryScene({ alt }: { readonly alt: string }) {
  const t = useTranslations('scenes.bakery');
  const format = useFormatter();
  const [buns, setBuns] = useState(10);
  const [freshWithinHours, setFresh] = useState(6);
  const [walkMinutes, setWalk] = useState(7);
  const [shown, setShown] = useState<ModeId | 'mix'>('mix');
  const customers = useMemo(
    () => customersAround({ buns, freshWithinHours, walkMinutes }, COUNT, SEED),
    [buns, freshWithinHours, walkMinutes],
  );
  const { best, singles } = useMemo(
    () => ({
      best: bestPlan(customers),
      singles: MODE_IDS.map((id) => ({ id, plan: planFor(customers, [id]) })),
    }),
    [customers],
  );
  const plan = shown === 'mix' ? best : planFor(customers, [shown]);
  const [first, ...others] = singles;
  if (!first) throw new Error('There are three lanes.');
  const single = others.reduce(
    (least, each) => (each.plan.minutesPerCustomer < least.plan.minutesPerCustomer ? each : least),
    first,
  );
  const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  const nameOf = (ways: readonly ModeId[]) => t('ways', { ways: ways.join('') });
  const show = (at: number) => {
    const come = Math.floor(at);
    const count = (way: ModeId | null) => plan.served.slice(0, come).filter((served) => served === way).length;
    return {
      nextAt: come >= COUNT ? 0 : come + 1,
      moment: t('moment', {
        shown: come,
        batch: count('batch'),
        online: count('online'),
        edge: count('edge'),
        missed: count(null),
      }),
      picture: <BakeryPicture customers={customers} plan={plan} come={come} />,
    };
  };
  return (
    <SceneFrame
      id="bakery"
      alt={alt}
      time={TIME}
      show={show}
      summary={t(best.open.length > 1 ? 'mixWins' : 'singleWins', {
        ways: nameOf(best.open),
        mix: whole(best.minutesPerCustomer),
        single: nameOf([single.id]),
        singleMinutes: whole(single.plan.minutesPerCustomer),
      })}
      height={262}
      controls={
        <>
          <SceneSlider
            label={t('buns')}
            words={t('bunsWords', { count: buns })}
            value={buns}
            min={1}
            max={60}
            step={1}
            onChange={setBuns}
          />
          <SceneSlider
            label={t('fresh')}
            words={t('hoursAgo', { hours: freshWithinHours })}
            value={freshWithinHours}
            min={1}
            max={24}
            step={1}
            onChange={setFresh}
          />
          <SceneSlider
            label={t('far')}
            words={t('walk', { minutes: walkMinutes })}
            value={walkMinutes}
            min={1}
            max={30}
            step={1}
            onChange={setWalk}
          />
          <SceneChoice
            label={t('open')}
            value={shown}
            choices={[...MODE_IDS, 'mix' as const].map((value) => ({ value, label: t(value) }))}
            onChange={setShown}
          />
        </>
      }
      figures={
        <>
          <BakeryBars
            bars={[
              ...singles.map(({ id, plan: { minutesPerCustomer } }) => ({
                id,
                open: [id],
                minutes: minutesPerCustomer,
              })),
              { id: 'mix', open: best.open, minutes: best.minutesPerCustomer },
            ]}
          />
          <SceneMethod>{t('method')}</SceneMethod>
        </>
      }
    />
  );
}
