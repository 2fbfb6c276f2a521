'use client';

import { useTranslations } from 'next-intl';
import type { Commitment } from '@/lib/exercises/attempt';
import type { Ask } from '@/lib/exercises/exercise';
import type { Inputs } from '@/lib/exercises/kinds';
import compare from './compare.module.css';

interface PartsListProps {
  readonly ask: Ask;
  readonly commitment: Commitment;
  readonly parts: Readonly<Record<string, boolean>>;
}

/** Which parts of an answer were right, of the kinds that have parts of their own. */
export function PartsList({ ask, commitment, parts }: PartsListProps) {
  const t = useTranslations('exercises.play.explain');
  const named = namesOf(ask, commitment).filter(({ id }) => parts[id] !== undefined);
  if (named.length === 0) return null;
  return (
    <div className={compare.parts}>
      <h3>{t('parts')}</h3>
      <ul>
        {named.map(({ id, words }) => (
          <li key={id} data-right={parts[id]}>
            <span>{words}</span> <strong>{t(parts[id] ? 'partRight' : 'partWrong')}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function namesOf(
  { kind, input }: Ask,
  { prediction }: Commitment,
): readonly { readonly id: string; readonly words: string }[] {
  if (kind === 'sort' && prediction.kind === 'sort') {
    const { items, groups } = input as Inputs['sort'];
    return items.map(({ id, text }) => ({
      id,
      words: `${text}: ${groups.find((group) => group.id === prediction.places[id])?.text ?? ''}`,
    }));
  }
  if (kind === 'recall' && prediction.kind === 'recall') {
    const { blanks } = input as Inputs['recall'];
    return blanks.map(({ id, before, after }) => ({
      id,
      words: `${before} ${prediction.answers[id] ?? ''} ${after}`.trim(),
    }));
  }
  return [];
}
