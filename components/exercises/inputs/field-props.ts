import type { DraftOf } from '@/lib/exercises/draft';
import type { Inputs, KindId } from '@/lib/exercises/kinds';

/** What every form of a prediction gets. */
export interface FieldProps<K extends KindId> {
  readonly input: Inputs[K];
  readonly draft: DraftOf<K>;
  /** Committed: to be read, no longer changed. */
  readonly disabled: boolean;
  onChange(draft: DraftOf<K>): void;
}
