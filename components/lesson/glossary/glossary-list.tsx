'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TargetItem } from '@/components/lesson/target-item';
import { isFound } from '@/lib/lesson/search-glossary';
import styles from './glossary-list.module.css';
import { useGlossaryPlace } from './use-glossary-place';

interface GlossaryItem {
  readonly id: string;
  readonly letter: string;
  /** What a search looks at. */
  readonly text: string;
  /** Drawn on the server. */
  readonly entry: ReactNode;
}

/** The terms under their letters, and a search that leaves those that fit. */
export function GlossaryList({ items }: { readonly items: readonly GlossaryItem[] }) {
  const t = useTranslations('glossary');
  const { query, search } = useGlossaryPlace((query, id) => {
    const item = items.find((item) => item.id === id);
    return item === undefined || isFound(item.text, query);
  });
  const found = items.filter(({ text }) => isFound(text, query));
  const groups = [...new Set(items.map(({ letter }) => letter))].map((letter) => ({
    letter,
    group: found.filter((item) => item.letter === letter),
  }));
  return (
    <>
      <search className={`${styles.search} row wrap gap-y-2 gap-x-3 above-8`}>
        <label className="bold" htmlFor="glossary-search">
          {t('search')}
        </label>
        <input
          id="glossary-search"
          type="search"
          value={query}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => search(event.currentTarget.value)}
        />
        <p role="status">{t('count', { found: found.length, all: items.length })}</p>
      </search>
      <nav aria-label={t('letters')} className={`${styles.letters} flex wrap above-4`}>
        {groups.map(({ letter, group }) =>
          group.length > 0 ? (
            <a key={letter} href={`#letter-${letter}`}>
              {letter}
            </a>
          ) : (
            <span className="soft regular" key={letter}>
              {letter}
            </span>
          ),
        )}
      </nav>
      {found.length === 0 && <p className="above-8 soft">{t('nothing', { query: query.trim() })}</p>}
      {groups.map(
        ({ letter, group }) =>
          group.length > 0 && (
            <section
              key={letter}
              className={`${styles.group} grid above-6 pad-above-6 line-above`}
              aria-labelledby={`letter-${letter}`}
            >
              <h2 className="soft" id={`letter-${letter}`}>
                {letter}
              </h2>
              <ul className="grid gap-6 pad-x-0 pad-above-0 pad-below-4 m-0 no-bullets">
                {group.map(({ id, entry }) => (
                  <TargetItem key={id} id={id}>
                    {entry}
                  </TargetItem>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}
