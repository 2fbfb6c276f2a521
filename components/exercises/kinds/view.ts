import type { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { useFigures } from '@/components/charts/format';
import type { Amounts } from '@/components/exercises/use-amounts';
import type { Reading } from '@/lib/exercises/evidence/reading';
import type { Exercise } from '@/lib/exercises/exercise';
import type { DraftOf, Inputs, KindId, PredictionOf, Truth } from '@/lib/exercises/kinds';

/** What every form of a prediction gets. */
export interface FieldProps<K extends KindId> {
  readonly input: Inputs[K];
  readonly draft: DraftOf<K>;
  /** Committed: to be read, no longer changed. */
  readonly disabled: boolean;
  onChange(draft: DraftOf<K>): void;
}

/** What room for a prediction on paper gets. */
export interface PaperProps<K extends KindId> {
  readonly input: Inputs[K];
  readonly question: string;
}

export interface ChartWords {
  readonly t: ReturnType<typeof useTranslations<'predictionChart'>>;
  readonly amounts: Amounts;
  readonly format: ReturnType<typeof useFormatter>;
}

export interface PaperWords {
  readonly t: ReturnType<typeof useTranslations<'sets.print'>>;
  readonly figures: ReturnType<typeof useFigures>;
}

export interface HistoryWords {
  readonly t: ReturnType<typeof useTranslations<'progress.history'>>;
  readonly format: ReturnType<typeof useFormatter>;
  /** Of an option; its id where it is no longer there. */
  name(id: string): string;
}

/**
 * How a kind of prediction looks and what is said of it. Of the kinds that predict one number (`Kind.number`) most is said
 * by that number: what is not needed for them may be left out.
 */
export interface KindView<K extends KindId> {
  /** The form. */
  readonly Field: (props: FieldProps<K>) => ReactNode;
  /** Room for it on paper. */
  readonly Paper: (props: PaperProps<K>) => ReactNode;
  /** How near it has to be, where no number is predicted: a message of `exercises.play.explain` and of `sets.print`. */
  readonly tolerance?: 'toleranceOrder' | 'toleranceChoose' | 'toleranceFlaw' | 'toleranceParts';
  /** Words for a number that there is none of. */
  never?(input: Inputs[K]): string;
  /** The prediction by itself: "Edge, Online, Batch". */
  told?(input: Inputs[K], prediction: PredictionOf<K>, words: ChartWords): string;
  /** The message that tells the prediction to whoever does not see the chart; `prediction` unless it is said otherwise. */
  readonly summary?: 'prediction' | 'order';
  /** What a chart shows of the prediction, for the line under its title. @param near how near a number must be, in words */
  note(exercise: Exercise<K>, prediction: PredictionOf<K>, words: ChartWords, near: string): string;
  /** What the figure asked for is called where it is not one of those watched. */
  asked?(input: Inputs[K], words: ChartWords): string;
  /** The number that was measured. */
  measured?(reading: Reading, words: ChartWords): string;
  /** What is so, as the title of a chart; `null` = there is nothing to be told. */
  finding?(input: Inputs[K], truth: Truth<K>, words: ChartWords): string | null;
  /** The parts of an answer that were right or wrong each by itself, by id. */
  parts?(input: Inputs[K], prediction: PredictionOf<K>): readonly { readonly id: string; readonly words: string }[];
  /** The prediction as an answer on paper. @param truth of no evidence, where it needs none */
  answer?(input: Inputs[K], prediction: PredictionOf<K>, words: PaperWords, truth: Truth<K> | null): string;
  /** The prediction in the history of a learner. */
  history?(prediction: PredictionOf<K>, words: HistoryWords): string;
}
