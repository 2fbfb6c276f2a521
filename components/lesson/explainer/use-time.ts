import { useFigures } from '@/components/charts/format';

/** A moment of a trace in words: hundredths of a second while it moves, exact enough to tell two answers apart at rest. */
export function useTime(): (ms: number, moving: boolean) => string {
  const { seconds } = useFigures();
  return (ms, moving) => seconds(moving ? Math.round(ms / 10) * 10 : Math.round(ms * 10) / 10);
}
