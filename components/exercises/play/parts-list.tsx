'use client';

import { useTranslations } from 'next-intl';
import { viewOf } from '@/components/exercises/kinds/view-of';
import type { Commitment } from '@/lib/exercises/attempt';
import type { Ask } from '@/lib/exercises/exercise';
import compare from './compare.module.css';

interface PartsListProps {
  readonly ask: Ask;
  readonly commitment: Commitment;
  readonly parts: Readonly<Record<string, boolean>>;
}

/** Which parts of an answer were right, of the kinds that have parts of their own. */
export function PartsList({ ask, commitment: { prediction }, parts }: PartsListProps) {
  const t = useTranslations('exercises.play.explain');
  // It is of the kind that was asked for: it has been graded.
  const named = (viewOf(ask.kind).parts?.(ask.input, prediction as never) ?? []).filter(
    ({ id }) => parts[id] !== undefined,
  );
  if (named.length === 0) return null;
  return (
    <div className={`${compare.parts} grid measure gap-2 below-5`}>
      <h3 className="medium">{t('parts')}</h3>
      <ul className="plain-list grid gap-1">
        {named.map(({ id, words }) => (
          <li key={id} data-right={parts[id]}>
            <span>{words}</span> <strong>{t(parts[id] ? 'partRight' : 'partWrong')}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
