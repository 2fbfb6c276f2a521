import type { Option } from '@/lib/exercises/option';
import styles from './print.module.css';

/** Boxes to tick or to number. */
export function Boxes({ options }: { options: readonly Option[] }) {
  return (
    <ul className={`${styles.boxes} grid gap-1 plain-list`}>
      {options.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ul>
  );
}
