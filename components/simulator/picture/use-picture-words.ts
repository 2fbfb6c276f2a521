import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFigures } from '@/components/charts/format';
import type { Film, StageFilm } from '@/lib/simulate/picture/film';
import type { LaneState, StageState } from '@/lib/simulate/picture/state';
import type { PainterWords } from './painter';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** From then on, moments are told as on a clock. */
const CLOCK_FROM_MS = 10 * MINUTE_MS;

export interface PictureWords extends PainterWords {
  /** @param isExact tells two events apart */
  time(ms: number, spanMs: number, isExact: boolean): string;
  /** What is seen of a lane, in two sentences. @param time of the moment, in words */
  sentence(film: Film, state: LaneState, time: string): string;
}

/** What is seen, in words. Messages: `simulatorPicture`. */
export function usePictureWords(): PictureWords {
  const t = useTranslations('simulatorPicture');
  const format = useFormatter();
  const { count } = useFigures();
  return useMemo(() => {
    const list = (parts: readonly (string | false)[]) =>
      format.list(
        parts.filter((part) => part !== false),
        { type: 'conjunction' },
      );
    const digits = (value: number) => format.number(value, { minimumIntegerDigits: 2, maximumFractionDigits: 0 });

    const clock = (ms: number) => {
      const inDay = Math.floor(ms) % DAY_MS;
      const parts = [inDay / HOUR_MS, (inDay % HOUR_MS) / MINUTE_MS, (inDay % MINUTE_MS) / 1000];
      const text = parts.map((part) => digits(Math.floor(part))).join(':');
      const day = Math.floor(ms / DAY_MS) + 1;
      return day === 1 ? t('clock.day', { clock: text }) : t('clock.later', { day, clock: text });
    };
    const time = (ms: number, spanMs: number, isExact: boolean) => {
      if (spanMs >= CLOCK_FROM_MS) return clock(ms);
      const places = isExact ? 3 : 1;
      const seconds = format.number(ms / 1000, { minimumFractionDigits: places, maximumFractionDigits: places });
      return t('clock.seconds', { seconds });
    };

    const waiting = ({ stage }: StageFilm, index: number, now: StageState) => {
      const isSecond = stage.kind === 'servers' && stage.model === 'only' && index > 0;
      const model = stage.kind === 'servers' && !isSecond ? stage.model : isSecond ? 'second' : 'only';
      return t(`said.waiting.${stage.kind}`, { count: stage.kind === 'cache' ? now.working : now.waiting, model });
    };
    const busy = ({ stage }: StageFilm, now: StageState): string | false => {
      if (stage.kind === 'cache') return false;
      const { busy: many, workers } = now;
      const isServer = stage.kind === 'servers' && stage.workersPerPlace === 1;
      const unit = isServer ? 'server' : stage.kind === 'devices' ? 'device' : 'worker';
      return t(`said.busy.${howBusy(many, workers)}`, { busy: many, workers, unit });
    };
    const run = ({ stages }: Film, state: LaneState, at: (ms: number) => string): string | false => {
      const isDriven = stages.some(({ stage }) => stage.kind === 'job' || stage.kind === 'cache');
      if (!isDriven) return false;
      if (state.run) return t('said.run.under-way', { time: at(state.run.dueMs) });
      return state.lastRun ? t('said.run.over', { time: at(state.lastRun.endMs) }) : t('said.run.none');
    };
    const stageParts = (stage: StageFilm, index: number, now: StageState): (string | false)[] => [
      waiting(stage, index, now),
      busy(stage, now),
      now.loading > 0 && t('said.loading', { count: now.loading }),
      stage.stage.kind === 'job' && now.back > 0 && t('said.stored', { count: now.back }),
    ];
    /** What is outside of the stages. */
    const aroundParts = ({ stages }: Film, state: LaneState): (string | false)[] => {
      const sum = (of: (now: StageState, index: number) => number) =>
        state.stages.reduce((all, now, index) => all + of(now, index), 0);
      const network = sum((now, index) => now.out + (stages[index]?.stage.kind === 'job' ? 0 : now.back));
      const [held, abandoned] = [sum((now) => now.held), sum((now) => now.abandoned)];
      return [
        network > 0 && t('said.network', { count: network }),
        held > 0 && t('said.held', { count: held }),
        abandoned > 0 && t('said.abandoned', { count: abandoned }),
      ];
    };

    return {
      time,
      more: (many) => t('more', { count: many }),
      heads(film, index, state) {
        const now = state.stages[index];
        const stage = film.stages[index]?.stage;
        if (!now || !stage) return { network: '', queue: '', workers: '' };
        const isCache = stage.kind === 'cache';
        const model = stage.kind === 'servers' ? stage.model : 'only';
        const workers =
          now.workers === 0
            ? t('heads.absent', { model })
            : t('heads.busy', { busy: count(now.busy), workers: count(now.workers), model });
        return {
          network: t('heads.network', { count: now.out + now.back }),
          queue: isCache ? null : t('heads.waiting', { count: now.waiting }),
          workers: isCache ? t('heads.cache', { count: now.working }) : workers,
        };
      },
      sentence(film, state, at) {
        const stages = film.stages.flatMap((stage, index) =>
          stageParts(stage, index, state.stages[index] as StageState),
        );
        const { completed, rejected, failed, 'timed-out': late } = state.ended;
        const runAt = (ms: number) => time(ms, film.spanMs, false);
        const what = list([...stages, ...aroundParts(film, state), run(film, state, runAt)]);
        const ended = list([
          t('said.answered', { count: completed }),
          rejected > 0 && t('said.rejected', { count: rejected }),
          failed > 0 && t('said.failed', { count: failed }),
          late > 0 && t('said.timed-out', { count: late }),
        ]);
        const counts = { arrived: state.arrived, what: ended };
        const sum =
          film.fromMs > 0 ? t('said.endedSince', { ...counts, from: runAt(film.fromMs) }) : t('said.ended', counts);
        return `${t('said.lane', { time: at, what })} ${sum}`;
      },
    };
  }, [t, format, count]);
}

function howBusy(busy: number, workers: number) {
  if (workers === 0) return 'absent';
  if (workers === 1) return busy > 0 ? 'only' : 'onlyIdle';
  if (busy === 0) return 'idle';
  if (busy < workers) return 'some';
  return workers === 2 ? 'both' : 'all';
}
