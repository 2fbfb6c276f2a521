'use client';

import { draftFor, type PredictionDraft } from '@/lib/exercises/draft';
import type { Ask } from '@/lib/exercises/exercise';
import type { KindId } from '@/lib/exercises/kinds';
import { viewOf } from './view-of';

interface PredictionFieldProps<K extends KindId> {
  readonly ask: Pick<Ask<K>, 'kind' | 'input' | 'question'>;
  /** `null` where nothing was begun. */
  readonly value: PredictionDraft | null;
  /** Committed: shown to be read. */
  readonly disabled: boolean;
  onChange(draft: PredictionDraft): void;
}

/** The form in which a learner predicts what will be measured. The question stands above it; here it only names the group. Needs the messages `prediction` and `charts`. */
export function PredictionField<K extends KindId>({ ask, value, disabled, onChange }: PredictionFieldProps<K>) {
  const { Field } = viewOf(ask.kind);
  return (
    <fieldset>
      <legend className="visually-hidden">{ask.question}</legend>
      <Field input={ask.input} draft={draftFor(ask, value)} disabled={disabled} onChange={onChange} />
    </fieldset>
  );
}
