import type { MemoryAidId } from '@/lib/lesson/outline';
import type { ModeId } from '@/lib/modes';

/** Whose accent the letters of an aid, or the stanzas of a rhyme, have: one for all, or one each in the order of the lanes. */
const AID_LANES: Readonly<Partial<Record<MemoryAidId, readonly ModeId[]>>> = {
  bdo: ['batch'],
  rtd: ['online'],
  edg: ['edge'],
  boe: ['batch', 'online', 'edge'],
  bre: ['batch', 'online', 'edge'],
  rhyme: ['batch', 'online', 'edge'],
};

/** The lane of the letter at `index`, if it has one. */
export function laneAt(aid: MemoryAidId, index: number): ModeId | undefined {
  const lanes = AID_LANES[aid];
  return lanes?.[index % lanes.length];
}
