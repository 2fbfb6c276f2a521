import styles from './scene-figures.module.css';

interface SceneFiguresProps {
  readonly figures: readonly { readonly value: string; readonly label: string }[];
}

/** The few numbers of a scene, large. */
export function SceneFigures({ figures }: SceneFiguresProps) {
  return (
    <dl className={`${styles.figures} grid gap-y-3 gap-x-5 above-4`}>
      {figures.map(({ value, label }) => (
        <div key={label}>
          <dt className="soft tiny leading-snug">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
