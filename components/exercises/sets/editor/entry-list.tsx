import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import type { useEntryWords } from '@/components/exercises/sets/use-entry-words';
import { Button } from '@/components/kit/button';
import { withMoved, withoutEntry, withSeed } from '@/lib/exercises/sets/edit-set';
import { type ExerciseSet, SET_LIMITS, type SetEntry } from '@/lib/exercises/sets/set';
import styles from './editor.module.css';
import { SeedField } from './seed-field';

interface EntryListProps {
  readonly set: ExerciseSet;
  readonly words: ReturnType<typeof useEntryWords>;
  change(set: ExerciseSet): void;
  onSay(words: string): void;
}

/** The entries in their order, each to be moved, given a seed or taken out. */
export function EntryList({ set, words, change, onSay }: EntryListProps) {
  const t = useTranslations('sets.form');
  const unit = useTranslations('sets');
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  /** Where the focus goes once the list is drawn again: a row, and a button in it. */
  const focusNext = useRef<{ readonly row: number; readonly button: string } | null>(null);
  useEffect(() => {
    const next = focusNext.current;
    if (!next) return;
    focusNext.current = null;
    const button = list.current?.children[next.row]?.querySelector<HTMLElement>(`[data-button="${next.button}"]`);
    (button ?? title.current)?.focus();
  });

  const move = (index: number, by: -1 | 1) => {
    const entry = set.entries[index];
    const moved = withMoved(set, index, by);
    if (!entry || moved === set) return;
    focusNext.current = { row: index + by, button: by < 0 ? 'up' : 'down' };
    change(moved);
    onSay(t('moved', { title: words.title(entry), place: index + by + 1, count: set.entries.length }));
  };
  const remove = (index: number, entry: SetEntry) => {
    focusNext.current = { row: Math.min(index, set.entries.length - 2), button: 'remove' };
    change(withoutEntry(set, index));
    onSay(t('removed', { title: words.title(entry) }));
  };
  const total = set.entries.reduce((sum, entry) => sum + words.minutes(entry), 0);
  return (
    <div className={styles.entries}>
      <div className="row wrap between gap-y-1 gap-x-4 target">
        <h3 id={id} ref={title} tabIndex={-1}>
          {t('entries')}
        </h3>
        <p className="soft figures">{t('total', { minutes: total })}</p>
      </div>
      {set.entries.length === 0 && <p className={`${styles.none} soft rounded-card`}>{t('none')}</p>}
      <ol ref={list} aria-labelledby={id}>
        {set.entries.map((entry, index) => {
          const name = words.title(entry);
          return (
            <li key={rowKey(set.entries, index)}>
              <div className={`${styles.entryName} grid narrow leading-snug`}>
                <strong className="bold">{name}</strong>
                <span className="soft tiny">
                  {unit(`kind.${entry.kind}`)} · {unit('unit.minutes', { minutes: words.minutes(entry) })}
                </span>
              </div>
              {entry.kind === 'exercise' && (
                <SeedField
                  title={name}
                  seed={entry.seed}
                  tryOut={(seed) => {
                    const changed = withSeed(set, index, seed);
                    if (changed) change(changed);
                    return changed !== null;
                  }}
                />
              )}
              <div className={`${styles.entryButtons} flex push gap-1`}>
                {/* A button that cannot be used keeps the focus: the next press may be the other way. */}
                <Button
                  data-button="up"
                  aria-label={t('up', { title: name })}
                  aria-disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <span aria-hidden>↑</span>
                </Button>
                <Button
                  data-button="down"
                  aria-label={t('down', { title: name })}
                  aria-disabled={index === set.entries.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <span aria-hidden>↓</span>
                </Button>
                <Button
                  data-button="remove"
                  aria-label={t('remove', { title: name })}
                  onClick={() => remove(index, entry)}
                >
                  <span aria-hidden>×</span>
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      {set.entries.some(({ kind }) => kind === 'exercise') && (
        <p className="soft small">{t('seedHint', { most: SET_LIMITS.seed })}</p>
      )}
    </div>
  );
}

/** Stays the same while a seed is typed: what an entry is, and the how manieth of its kind. */
function rowKey(entries: readonly SetEntry[], index: number): string {
  const nameOf = (entry: SetEntry | undefined) =>
    entry ? (entry.kind === 'test' ? entry.concepts.join(' ') : `${entry.kind} ${entry.id}`) : '';
  const name = nameOf(entries[index]);
  return `${name} ${entries.slice(0, index).filter((entry) => nameOf(entry) === name).length}`;
}
