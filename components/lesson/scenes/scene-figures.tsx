import styles from './scene-figures.module.css';

interface SceneFiguresProps {
  readonly figures: readonly { readonly value: string; readonly label: string }[];
}

/** The few numbers of a scene, large. */
export function SceneFigures({ figures }: SceneFiguresProps) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ value, label }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
