import styles from './transcript.module.css';

/** A sign for each who speaks: the first letter in a shape of its own. The name stands beside it. */
export function SpeakerMark({ speaker, number }: { readonly speaker: string; readonly number: number }) {
  return (
    <span className={`${styles.mark} center paper tiny bg-ink round`} data-number={number % 3} aria-hidden="true">
      {speaker.charAt(0)}
    </span>
  );
}
