'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { type Figures, useFigures } from '@/components/charts/format';
import { latestFigures, type OwnFigures } from '@/lib/learner/latest-figures';
import { FIGURE_IDS, FIGURES, type FigureId, type LessonFigures } from '@/lib/lesson/figures';
import sample from '@/lib/lesson/sample-figures.json';

export interface FiguresInWords {
  readonly source: 'yours' | 'sample';
  /** The learner's newest run would do, had it been valid. */
  readonly invalid: boolean;
  /** When the run was started, ISO 8601. */
  readonly startedAt: string;
  readonly values: Readonly<Record<FigureId, string>>;
  /** The same as numbers. */
  readonly figures: LessonFigures;
}

/** The figures the lesson speaks of: of the learner's newest fitting run, or of the sample run until there is one. */
export function useLessonFigures(): FiguresInWords {
  const own = useSyncExternalStore<OwnFigures>(subscribe, () => latest, noneYet);
  const figures = useFigures();
  return useMemo(() => {
    const { startedAt, figures: values }: { startedAt: string; figures: LessonFigures } =
      own.state === 'there' ? own : sample;
    return {
      source: own.state === 'there' ? 'yours' : 'sample',
      invalid: own.state === 'invalid',
      startedAt,
      figures: values,
      values: Object.fromEntries(FIGURE_IDS.map((id) => [id, inWords(figures, id, values[id] ?? 0)])) as Record<
        FigureId,
        string
      >,
    };
  }, [own, figures]);
}

function inWords(figures: Figures, id: FigureId, value: number): string {
  const write = {
    duration: 'duration',
    share: 'share',
    rate: 'rate',
    count: 'rate',
    ratio: 'ratio',
    bytes: 'bytes',
  } as const;
  return figures[write[FIGURES[id]]](value);
}

const NONE: OwnFigures = { state: 'none' };
let latest: OwnFigures = NONE;
const listeners = new Set<() => void>();
const noneYet = (): OwnFigures => NONE;

/** Read anew by each page that asks: since the last one there may have been a run. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) void read();
  return () => listeners.delete(listener);
}

async function read(): Promise<void> {
  latest = await latestFigures();
  for (const listener of listeners) listener();
}
