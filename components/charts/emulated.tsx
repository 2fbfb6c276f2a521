import { useTranslations } from 'next-intl';
import { createContext, use, useCallback, useMemo } from 'react';
import { useLaneName } from '@/components/marks/use-lane-name';
import { isEmulated } from '@/lib/emulate/conditions';
import type { LaneId, LaneKey, LaneRecord } from '@/lib/measure/lane-record';
import type { LaneSummary } from '@/lib/measure/summary';
import { MODE_IDS, type ModeId } from '@/lib/modes';
import type { ComparedName } from './difference-words';
import classes from './emulated.module.css';
import { useFigures } from './format';
import { useConditionWords } from './use-condition-words';

/** A lane of this page, and how it ran. */
export interface LaneNote extends LaneKey {
  /** Time was added that no machine or network took. */
  readonly emulated: boolean;
  /** What was changed: "4G emulated, +170 ms at the median"; `null` = it ran as it is. */
  readonly text: string | null;
}

const NONE: readonly LaneNote[] = [];
/** The lanes of this page: whatever draws a lane's figures must name it, and say so where it did not run as it is. */
export const LaneNotesContext = createContext(NONE);

/**
 * Every lane, and what was changed in it; identical as long as it says the same.
 * @param summaries of a run that is over: then it is known how much was added
 */
export function useLaneNotes(records: readonly LaneRecord[], summaries: readonly LaneSummary[]): readonly LaneNote[] {
  const t = useTranslations('charts.emulated');
  const figures = useFigures();
  const inWords = useConditionWords();
  const notes = records.map(({ id, modeId, conditions }): LaneNote => {
    const lane = { id, modeId, emulated: isEmulated(conditions) };
    const words = inWords(conditions);
    if (words.length === 0) return { ...lane, text: null };
    const what = words.join(', ');
    const addedMs = summaries.find((summary) => summary.id === id)?.emulatedMedianMs ?? 0;
    return { ...lane, text: addedMs > 0 ? t('added', { what, time: figures.duration(addedMs) }) : what };
  });
  const key = JSON.stringify(notes);
  return useMemo(() => JSON.parse(key) as typeof NONE, [key]);
}

export interface LaneName {
  /** What it is drawn as; `null` of a lane that this page does not have. */
  readonly modeId: ModeId | null;
  readonly name: string;
  /** Within a sentence. */
  readonly inSentence: string;
  /** That it is emulated, in a word; missing where it is not. */
  readonly note?: string;
  /** The name, and that the lane is emulated where it is: for whatever stands without a badge. */
  readonly full: string;
}

/** The lanes of this page by name; an emulated one never without saying so. A lane that is not of this page goes by its id. */
export function useLaneNames(): (lane: LaneId) => LaneName {
  const nameOf = useLaneName();
  const charts = useTranslations('charts');
  const inSentence = useTranslations('findings.inSentence');
  const t = useTranslations('charts.emulated');
  const notes = use(LaneNotesContext);
  return useCallback(
    (id) => {
      const note = notes.find((lane) => lane.id === id);
      const modeId = note?.modeId ?? MODE_IDS.find((mode) => mode === id) ?? null;
      if (modeId === null) return { modeId, name: id, inSentence: id, full: id };
      const name = nameOf({ id, modeId });
      const mode = inSentence(modeId);
      const lane = { modeId, name, inSentence: id === modeId ? mode : charts('laneOfMode', { mode, id }) };
      return note?.emulated ? { ...lane, note: t('badge'), full: t('name', { lane: name }) } : { ...lane, full: name };
    },
    [nameOf, charts, inSentence, t, notes],
  );
}

/** A lane's name for both places of a comparison, each with the word that it is emulated where it is. */
export function useComparedNames(): (lane: LaneId) => ComparedName {
  const t = useTranslations('charts.emulated');
  const names = useLaneNames();
  return (lane) => {
    const { full, note, inSentence } = names(lane);
    return { name: full, inSentence: note ? t('name', { lane: inSentence }) : inSentence };
  };
}

export function EmulatedBadge() {
  const t = useTranslations('charts.emulated');
  return (
    <span className={`${classes.badge} inline-block pad-x-2 ink tiny semibold nowrap leading-calm dashed`}>
      {t('badge')}
    </span>
  );
}

/** One line a lane that did not run as it is, for the head of a chart. */
export function LaneNotes() {
  return useNoteLines().map(({ id, emulated, line }) => (
    <p key={id} className={`${classes.line} below-2 soft tiny`}>
      {emulated && <EmulatedBadge />} {line}
    </p>
  ));
}

/** A caption for a file, and what was changed in which lane. */
export function useNotesCaption(caption: string): string {
  const lines = useNoteLines().map(({ line }) => line);
  return [caption, ...lines].filter((line) => line !== '').join('; ');
}

function useNoteLines() {
  const t = useTranslations('charts.emulated');
  const nameOf = useLaneName();
  const notes = use(LaneNotesContext);
  return notes.flatMap(({ text, ...lane }) =>
    text === null ? [] : [{ ...lane, line: t('line', { lane: nameOf(lane), what: text }) }],
  );
}
