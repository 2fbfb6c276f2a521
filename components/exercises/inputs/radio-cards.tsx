import { useId } from 'react';
import type { Option } from '@/lib/exercises/option';
import { OptionWords } from './option-words';
import styles from './radio-cards.module.css';

interface RadioCardsProps {
  /** Said above; where there is none, the group stands in one that has. */
  readonly legend?: string;
  readonly options: readonly (Option & { readonly note?: string })[];
  readonly value: string | null;
  readonly disabled: boolean;
  /** Short options side by side where there is room. */
  readonly layout?: 'list' | 'row';
  onChange(id: string): void;
}

/** One of several, none chosen beforehand. */
export function RadioCards({ legend, options, value, disabled, layout = 'list', onChange }: RadioCardsProps) {
  const name = useId();
  const cards = options.map((option) => (
    <label key={option.id} className={styles.card}>
      <input
        type="radio"
        name={name}
        checked={value === option.id}
        disabled={disabled}
        onChange={() => onChange(option.id)}
      />
      <span>
        <OptionWords option={option} />
        {option.note && <span className="block above-1 soft small figures">{option.note}</span>}
      </span>
    </label>
  ));
  if (legend === undefined)
    return (
      <div className={`${styles.group} grid measure gap-2`} data-layout={layout}>
        {cards}
      </div>
    );
  return (
    <fieldset>
      <legend className="pad-below-3 lead bold leading-snug">{legend}</legend>
      <div className={`${styles.group} grid measure gap-2`} data-layout={layout}>
        {cards}
      </div>
    </fieldset>
  );
}
