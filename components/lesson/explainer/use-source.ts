import { useMemo, useRef, useState } from 'react';
import type { PlayableRun } from '@/lib/learner/explainer-runs';
import { madeUpTrace } from '@/lib/lesson/explainer/made-up';
import type { PlayedRun } from '@/lib/lesson/explainer/played-run';
import { type SampleRun, sampleTrace, type Trace } from '@/lib/lesson/explainer/trace';

export const STORIES = ['how', 'run'] as const;
export type Story = (typeof STORIES)[number];
export const SAMPLE = 'sample';

export interface Source {
  readonly story: Story;
  /** `SAMPLE`, or the id of one of `runs`. */
  readonly runId: string;
  /** Kept on this device; `null` until they were asked for. */
  readonly runs: readonly PlayableRun[] | null;
  readonly trace: Trace;
  /** Items of the run without an answer, which are not shown. */
  readonly unanswered: number;
  readonly state: 'ready' | 'loading' | 'problem';
  setStory(story: Story): void;
  setRun(id: string): void;
}

/** What the explainer plays. Runs of this device are looked for when the reader asks for a recorded run. */
export function useSource(sample: SampleRun): Source {
  const madeUp = useMemo(madeUpTrace, []);
  const shipped = useMemo(() => sampleTrace(sample), [sample]);
  const [story, setStory] = useState<Story>('how');
  const [runs, setRuns] = useState<readonly PlayableRun[] | null>(null);
  const [run, setRun] = useState<{ readonly id: string; readonly played: PlayedRun | null }>({
    id: SAMPLE,
    played: null,
  });
  const [state, setState] = useState<Source['state']>('ready');
  const wanted = useRef(SAMPLE);

  const look = async () => {
    try {
      const { listPlayableRuns } = await import('@/lib/learner/explainer-runs');
      setRuns(await listPlayableRuns());
    } catch {
      // A device that keeps nothing has no runs; the sample remains.
      setRuns([]);
    }
  };
  const open = async (id: string) => {
    wanted.current = id;
    setState('loading');
    try {
      const { loadPlayedRun } = await import('@/lib/learner/explainer-runs');
      const played = id === SAMPLE ? null : await loadPlayedRun(id);
      if (wanted.current !== id) return;
      setRun({ id, played });
      setState('ready');
    } catch {
      if (wanted.current === id) setState('problem');
    }
  };
  return {
    story,
    runId: run.id,
    runs,
    trace: story === 'how' ? madeUp : (run.played?.trace ?? shipped),
    unanswered: story === 'how' ? 0 : (run.played?.unanswered ?? 0),
    state: story === 'how' ? 'ready' : state,
    setStory(next) {
      setStory(next);
      if (next === 'run' && runs === null) void look();
    },
    setRun: (id) => void open(id),
  };
}
