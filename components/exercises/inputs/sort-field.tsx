import { useId } from 'react';
import type { FieldProps } from './field-props';
import { OptionWords } from './option-words';
import styles from './sort-field.module.css';

/** Each item into one of the groups, without dragging. */
export function SortField({ input: { groups, items }, draft, disabled, onChange }: FieldProps<'sort'>) {
  const name = useId();
  return (
    <div className={styles.sort}>
      {items.map((item) => (
        <fieldset key={item.id} className={styles.item}>
          <legend className="visually-hidden">{item.text}</legend>
          <div className={styles.words} aria-hidden="true">
            <OptionWords option={item} />
          </div>
          <div className={styles.groups}>
            {groups.map((group) => (
              <label key={group.id} className={styles.group}>
                <input
                  type="radio"
                  name={`${name}-${item.id}`}
                  checked={draft.places[item.id] === group.id}
                  disabled={disabled}
                  onChange={() => onChange({ ...draft, places: { ...draft.places, [item.id]: group.id } })}
                />
                <OptionWords option={group} />
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
