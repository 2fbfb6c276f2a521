'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { gradingAt, gradingCycleDays, gradingFigures, paperTimesDays } from '@/lib/lesson/scenes/grading';
import { GradingPicture } from './grading-picture';
import { SceneChoice, SceneSlider } from './scene-controls';
import { SceneFigures } from './scene-figures';
import { SceneFrame } from './scene-frame';

const SEED = 5;
const WEEK = 7;
const INTERVALS = ['1', '2', '7', '14'] as const;
/** In days. */
const TIME = { end: Number.POSITIVE_INFINITY, firstAt: 4.6, perSecond: 1 };

/** Batch: papers pile up, and on marking day they are all marked. */
export function GradingScene({ alt }: { readonly alt: string }) {
  const t = useTranslations('scenes.grading');
  const format = useFormatter();
  const [papersPerWeek, setPapersPerWeek] = useState(28);
  const [interval, setInterval] = useState<(typeof INTERVALS)[number]>('7');
  const setting = useMemo(
    () => ({ papersPerDay: papersPerWeek / WEEK, daysBetween: Number(interval) }),
    [papersPerWeek, interval],
  );
  const timesDays = useMemo(() => paperTimesDays(setting, SEED), [setting]);
  const { papersPerPile, waitDaysMean, minutesPerPaper, setUpMinutesPerPaper } = gradingFigures(setting);
  const tenths = (value: number) => format.number(value, { maximumFractionDigits: 1 });

  const show = (at: number) => {
    const now = gradingAt(setting, timesDays, at);
    const day = Math.min(setting.daysBetween, Math.floor(now.day) + 1);
    return {
      nextAt: (Math.floor(at) + 1) % gradingCycleDays(setting),
      moment: now.marking
        ? t('marking', { marked: now.marked, waiting: now.waiting })
        : t('gathering', { day, days: setting.daysBetween, waiting: now.waiting }),
      picture: <GradingPicture setting={setting} now={now} />,
    };
  };
  return (
    <SceneFrame
      id="grading"
      alt={alt}
      time={TIME}
      show={show}
      summary={t('summary', {
        papers: papersPerPile,
        wait: tenths(waitDaysMean),
        each: tenths(minutesPerPaper),
        setUp: tenths(setUpMinutesPerPaper),
      })}
      height={232}
      controls={
        <>
          <SceneSlider
            label={t('papers')}
            words={t('aWeek', { count: papersPerWeek })}
            value={papersPerWeek}
            min={7}
            max={70}
            step={7}
            onChange={setPapersPerWeek}
          />
          <SceneChoice
            label={t('interval')}
            value={interval}
            choices={INTERVALS.map((value) => ({ value, label: t('everyDays', { days: Number(value) }) }))}
            onChange={setInterval}
          />
        </>
      }
      figures={
        <SceneFigures
          figures={[
            { value: t('days', { days: tenths(waitDaysMean) }), label: t('waitLabel') },
            { value: t('minutes', { minutes: tenths(minutesPerPaper) }), label: t('eachLabel') },
            { value: format.number(papersPerPile), label: t('pileLabel') },
          ]}
        />
      }
    />
  );
}
