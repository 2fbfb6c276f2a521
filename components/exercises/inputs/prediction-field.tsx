'use client';

import type { ReactNode } from 'react';
import { draftFor, type PredictionDraft } from '@/lib/exercises/draft';
import type { Ask } from '@/lib/exercises/exercise';
import type { KindId } from '@/lib/exercises/kinds';
import { ChooseField } from './choose-field';
import { CrossoverField } from './crossover-field';
import type { FieldProps } from './field-props';
import { FlawField } from './flaw-field';
import { LoadField } from './load-field';
import { NumericField } from './numeric-field';
import { OrderField } from './order-field';
import styles from './prediction-field.module.css';
import { RatioField } from './ratio-field';
import { RecallField } from './recall-field';
import { SortField } from './sort-field';

interface PredictionFieldProps<K extends KindId> {
  readonly ask: Pick<Ask<K>, 'kind' | 'input' | 'question'>;
  /** `null` where nothing was begun. */
  readonly value: PredictionDraft | null;
  /** Committed: shown to be read. */
  readonly disabled: boolean;
  onChange(draft: PredictionDraft): void;
}

const FIELDS: { readonly [K in KindId]: (props: FieldProps<K>) => ReactNode } = {
  order: OrderField,
  ratio: RatioField,
  crossover: CrossoverField,
  choose: ChooseField,
  load: LoadField,
  flaw: FlawField,
  recall: RecallField,
  sort: SortField,
  numeric: NumericField,
};

/** The form in which a learner predicts what will be measured. The question stands above it; here it only names the group. Needs the messages `prediction` and `charts`. */
export function PredictionField<K extends KindId>({ ask, value, disabled, onChange }: PredictionFieldProps<K>) {
  const Field: (props: FieldProps<K>) => ReactNode = FIELDS[ask.kind];
  return (
    <fieldset className={styles.field}>
      <legend className="visually-hidden">{ask.question}</legend>
      <Field input={ask.input} draft={draftFor(ask, value)} disabled={disabled} onChange={onChange} />
    </fieldset>
  );
}
