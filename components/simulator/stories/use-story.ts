import { useEffect, useMemo, useState } from 'react';
import { type FetchedKey, useKey } from '@/components/shell/use-key';
import { fetchStoryKey } from '@/lib/learner/exercises/keys';
import type { StoryKey } from '@/lib/simulate/stories/story-key';
import type { SimulatorState } from '@/lib/simulator-page/simulator';
import { type PlayedScene, playedScenes, shareOfScenes } from '../played-scenes';
import { useSimulator } from '../use-simulation';
import type { StoryFace } from './story-face';

export interface StoryControl {
  readonly chosen: string | null;
  readonly isLocked: boolean;
  readonly state: SimulatorState;
  /** Of all scenes, 0 .. 1. */
  readonly share: number;
  /** All scenes, once all of them were played. */
  readonly played: readonly PlayedScene[] | null;
  readonly key: FetchedKey<StoryKey>;
  choose(option: string): void;
  /** From here on the choice stands, and the scenes are played. */
  lock(): void;
  cancel(): void;
  playAgain(): void;
  chooseAgain(): void;
}

/** Requests of each lane for the picture of a scene. */
const SAMPLED_OF_STORY = 6000;

/** A story from the choice to what came of it: neither the key nor a figure is here before the choice is locked. */
export function useStory({ id, scenes, pictureFromMs }: StoryFace): StoryControl {
  const [simulator, state] = useSimulator();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isLocked, setLocked] = useState(false);
  const key = useKey(isLocked ? id : null, fetchStoryKey);
  useEffect(() => {
    if (!isLocked) return;
    const sample = { most: SAMPLED_OF_STORY, fromMs: pictureFromMs };
    simulator.play(scenes.map(({ id: key, scenario }) => ({ key, scenario, sample })));
  }, [simulator, isLocked, scenes, pictureFromMs]);
  const played = useMemo(
    () => (isLocked ? playedScenes(scenes, state.played) : null),
    [isLocked, scenes, state.played],
  );
  return {
    chosen,
    isLocked,
    state,
    share: shareOfScenes(scenes, state),
    played,
    key,
    choose: setChosen,
    lock: () => setLocked(chosen !== null),
    cancel: () => simulator.cancel(),
    playAgain: () => simulator.again(),
    chooseAgain() {
      simulator.cancel();
      setLocked(false);
      setChosen(null);
    },
  };
}
