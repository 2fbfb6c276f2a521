import { LaneMark } from '@/components/marks/lane-mark';
import { LANE_STYLE } from '@/components/marks/lane-style';
import type { MemoryHead } from '@/lib/lesson/content';
import type { MemoryAidId } from '@/lib/lesson/outline';
import { laneAt } from './letter-lanes';
import styles from './letters.module.css';

interface LettersProps {
  readonly aid: MemoryAidId;
  readonly letters: NonNullable<MemoryHead['letters']>;
}

/** The letters of an acronym, large, each over its word. */
export function Letters({ aid, letters }: LettersProps) {
  return (
    <ul className={`${styles.letters} plain-list grid gap-3 above-5`}>
      {letters.map(({ letter, word }, index) => {
        const lane = laneAt(aid, index);
        return (
          // A letter may come twice; its place is what tells it apart.
          <li className="grid from-top" key={`${index}${letter}`}>
            <span className={styles.letter} style={lane && { color: LANE_STYLE[lane].textColour }}>
              {letter}
            </span>
            <span className="row wrap gap-y-0 gap-x-1 above-1 small bold anywhere">
              {lane && <LaneMark lane={lane} size={12} />}
              {word}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
