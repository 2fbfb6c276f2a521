import { useTranslations } from 'next-intl';
import { createContext, use, useMemo } from 'react';
import { useConditionWords } from '@/components/marks/use-condition-words';
import { isEmulated } from '@/lib/emulate/conditions';
import type { LaneRecord } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import type { ModeId } from '@/lib/modes';
import type { ComparedName } from './difference-words';
import classes from './emulated.module.css';
import { useFigures } from './format';

/** A lane that did not run as it is. */
export interface LaneNote {
  readonly lane: ModeId;
  /** Time was added that no machine or network took. */
  readonly emulated: boolean;
  /** What was changed: "4G emulated, +170 ms at the median". */
  readonly text: string;
}

const NONE: readonly LaneNote[] = [];
/** The lanes of this page that did not run as they are: whatever draws a lane's figures must say so. */
export const LaneNotesContext = createContext(NONE);

/**
 * What was changed in each lane; identical as long as it says the same.
 * @param summaries of a run that is over: then it is known how much was added
 */
export function useLaneNotes(records: readonly LaneRecord[], summaries: readonly LaneSummary[]): readonly LaneNote[] {
  const t = useTranslations('charts.emulated');
  const figures = useFigures();
  const inWords = useConditionWords();
  const notes = records.flatMap(({ modeId, conditions }) => {
    const words = inWords(conditions);
    if (words.length === 0) return [];
    const what = words.join(', ');
    const addedMs = summaries.find((summary) => summary.modeId === modeId)?.emulatedMedianMs ?? 0;
    const text = addedMs > 0 ? t('added', { what, time: figures.duration(addedMs) }) : what;
    return [{ lane: modeId, emulated: isEmulated(conditions), text }];
  });
  const key = JSON.stringify(notes);
  return useMemo(() => JSON.parse(key) as typeof NONE, [key]);
}

export interface LaneName {
  readonly name: string;
  /** That it is emulated, in a word; missing where it is not. */
  readonly note?: string;
  /** The name, and that the lane is emulated where it is: for whatever stands without a badge. */
  readonly full: string;
}

/** Lanes by name; an emulated one never without saying so. */
export function useLaneNames(): (lane: ModeId) => LaneName {
  const modes = useTranslations('modes');
  const t = useTranslations('charts.emulated');
  const notes = use(LaneNotesContext);
  return (lane) => {
    const name = modes(`${lane}.name`);
    const emulated = notes.some((note) => note.lane === lane && note.emulated);
    return emulated ? { name, note: t('badge'), full: t('name', { lane: name }) } : { name, full: name };
  };
}

/** A lane's name for both places of a comparison, each with the word that it is emulated where it is. */
export function useComparedNames(): (lane: ModeId) => ComparedName {
  const findings = useTranslations('findings.inSentence');
  const t = useTranslations('charts.emulated');
  const names = useLaneNames();
  return (lane) => {
    const { full, note } = names(lane);
    return { name: full, inSentence: note ? t('name', { lane: findings(lane) }) : findings(lane) };
  };
}

export function EmulatedBadge() {
  const t = useTranslations('charts.emulated');
  return <span className={classes.badge}>{t('badge')}</span>;
}

/** One line a lane that did not run as it is, for the head of a chart. */
export function LaneNotes() {
  const t = useTranslations('charts.emulated');
  const modes = useTranslations('modes');
  const notes = use(LaneNotesContext);
  return notes.map(({ lane, emulated, text }) => (
    <p key={lane} className={classes.line}>
      {emulated && <EmulatedBadge />} {t('line', { lane: modes(`${lane}.name`), what: text })}
    </p>
  ));
}

/** A caption for a file, and what was changed in which lane. */
export function useNotesCaption(caption: string): string {
  const t = useTranslations('charts.emulated');
  const modes = useTranslations('modes');
  const notes = use(LaneNotesContext);
  const lines = notes.map(({ lane, text }) => t('line', { lane: modes(`${lane}.name`), what: text }));
  return [caption, ...lines].filter((line) => line !== '').join('; ');
}
