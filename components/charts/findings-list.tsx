import { LaneMark } from '@/components/marks/lane-mark';
import type { Finding } from '@/lib/measure/findings';
import classes from './findings-list.module.css';
import { useWords } from './use-words';

/** Findings in words, each behind the mark of its lane. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const words = useWords();
  return (
    <ul className={classes.list}>
      {findings.map((finding) => (
        <li key={`${finding.id}-${finding.lane}`}>
          <span className={classes.mark}>{finding.lane && <LaneMark lane={finding.lane} size={15} />}</span>
          <span>{words.finding(finding)}</span>
        </li>
      ))}
    </ul>
  );
}
