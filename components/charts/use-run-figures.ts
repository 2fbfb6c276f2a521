import { useEffect, useState } from 'react';
import { figuresOf } from '@/lib/export/run-figures';
import type { RunState } from '@/lib/lab/run-state';
import type { RunFigures } from '@/lib/measure/run-figures';

/** The figures of a run once it is over; `null` before, and until they are computed. */
export function useRunFigures(state: RunState): RunFigures | null {
  const [known, setKnown] = useState<{ readonly of: RunState['records']; readonly figures: RunFigures | null }>();
  const { phase, records } = state;
  const isOver = phase === 'done' || phase === 'cancelled' || phase === 'stopped';
  useEffect(() => {
    if (!isOver || records.length === 0) return;
    let gone = false;
    const know = (figures: RunFigures | null) => gone || setKnown({ of: records, figures });
    void figuresOf(state).then(know, () => know(null));
    return () => {
      gone = true;
    };
  }, [isOver, records, state]);
  return isOver && known?.of === records ? known.figures : null;
}
