'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { useModelWords } from '@/components/words/use-model-words';
import type { DataSetInfo } from '@/lib/wire/data-set-schema';
import type { JobInfo } from '@/lib/wire/job-schema';

const DAY_MS = 86_400_000;

/** What things of the batch page are called. */
export function useBatchWords() {
  const t = useTranslations('batch.words');
  const format = useFormatter();
  const figures = useFigures();
  const models = useModelWords();
  const model = (modelId: string, versionId: string) =>
    t('model', { model: models.model(modelId), version: models.version(versionId) });
  const source = ({ source: from }: JobInfo) => (from.kind === 'data-set' ? from.name : t(`source.${from.kind}`));
  return {
    model,
    source,
    job: (job: JobInfo) =>
      job.kind === 'generate'
        ? t('generateJob', { data: source(job) })
        : t('scoreJob', { data: source(job), model: model(job.model, job.version) }),
    rows: (count: number) => t('rows', { count }),
    rate: (perSecond: number) => t('rate', { rate: figures.rate(perSecond) }),
    dataSet: ({ name, rows }: DataSetInfo) => t('dataSet', { name, rows: t('rows', { count: rows }) }),
    /** A span of time in the future or past, in whole seconds: 8 s, 3 min 20 s, 1 h 5 min. */
    span(ms: number) {
      const seconds = Math.max(0, Math.round(ms / 1000));
      if (seconds < 60) return t('span.seconds', { seconds });
      const minutes = Math.floor(seconds / 60);
      if (minutes < 60) return t('span.minutes', { minutes, seconds: seconds % 60 });
      const hours = Math.floor(minutes / 60);
      if (hours < 48) return t('span.hours', { hours, minutes: minutes % 60 });
      return t('span.days', { days: Math.round(hours / 24) });
    },
    /** A time of day; with the date when it is not about today. */
    /** @param timeZone of a schedule that has one of its own: then the day of the week is told, too */
    moment(iso: string, nowMs: number, timeZone?: string) {
      const at = new Date(iso);
      const isNear = nowMs === 0 || Math.abs(at.getTime() - nowMs) < DAY_MS / 2;
      const isThisYear = at.getUTCFullYear() === new Date(nowMs).getUTCFullYear();
      return format.dateTime(at, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
        ...(!isNear && { day: 'numeric', month: 'short', ...(timeZone && { weekday: 'short' }) }),
        ...(!isNear && !isThisYear && { year: 'numeric' }),
        ...(timeZone && { timeZone }),
      });
    },
  };
}
