import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import type { Finding, FindingValue } from '@/lib/measure/findings';
import type { Headline } from '@/lib/measure/headlines';
import type { LaneId } from '@/lib/measure/lane-record';
import { reasonValuesOf, remedyValuesOf } from '@/lib/measure/reason-values';
import type { Remedy } from '@/lib/measure/remedy';
import type { ValidityReason } from '@/lib/measure/validity';
import { useLaneNames } from './emulated';
import { useFigures } from './format';

export interface Words {
  finding(finding: Finding): ReactNode;
  /** A chart's title. */
  headline(headline: Headline): string;
  reason(reason: ValidityReason): string;
  /** What to do about it. */
  remedy(reason: ValidityReason): string;
  /** What a button does about it. */
  action(remedy: Remedy): { readonly sentence: string; readonly button: string };
  emulated(lanes: readonly LaneId[]): string;
}

/** Computed findings put into words. */
export function useWords(): Words {
  const t = useTranslations('findings');
  const names = useLaneNames();
  const errors = useTranslations('errors');
  const figures = useFigures();
  const format = useFormatter();
  return useMemo(() => {
    const inWords = (name: string, value: FindingValue): string => {
      switch (value.kind) {
        case 'lane':
          // The subject opens the sentence.
          return name === 'lane' ? names(value.lane).name : names(value.lane).inSentence;
        case 'lanes':
          return format.list(value.lanes.map((lane) => names(lane).inSentence));
        case 'error':
          return errors(`${value.code}.title`);
        case 'duration':
          return figures.duration(value.ms);
        case 'part':
          return t(`part.${value.part}`);
        case 'choice':
          return value.choice;
        default:
          return figures[value.kind](value.value);
      }
    };
    const all = (values: Readonly<Record<string, FindingValue>>) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inWords(name, value)]));
    const ofReason = (reason: ValidityReason) => all(reasonValuesOf(reason));
    return {
      finding: ({ id, lane, values }) =>
        t.rich(`sentences.${id}`, {
          ...(lane && { lane: names(lane).name }),
          ...all(values),
          b: (chunks) => <strong>{chunks}</strong>,
        }),
      headline: ({ id, values }) => t(`headlines.${id}`, all(values)),
      reason: (reason) => t(`validity.reasons.${reason.id}`, ofReason(reason)),
      remedy: (reason) => t(`validity.remedy.${reason.id}`, ofReason(reason)),
      action: (remedy) => {
        const values = all(remedyValuesOf(remedy));
        return {
          sentence: t(`validity.actions.${remedy.id}.sentence`, values),
          button: t(`validity.actions.${remedy.id}.button`, values),
        };
      },
      emulated: (lanes) =>
        t('validity.emulated', {
          count: lanes.length,
          lanes: format.list(lanes.map((lane) => names(lane).inSentence)),
        }),
    };
  }, [t, names, errors, figures, format]);
}
