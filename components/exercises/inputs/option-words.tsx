import { LaneMark } from '@/components/marks/lane-mark';
import type { Option } from '@/lib/exercises/option';
import styles from './option-words.module.css';

/** An option's text, beside the mark of the lane it stands for. */
export function OptionWords({ option: { text, lane } }: { readonly option: Option }) {
  return (
    <span className="row narrow gap-2">
      {lane && <LaneMark lane={lane} size={18} />}
      <span className={`${styles.text} narrow leading-snug`} data-lane={lane}>
        {text}
      </span>
    </span>
  );
}
