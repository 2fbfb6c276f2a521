import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { OptionWords } from '@/components/exercises/inputs/option-words';
import paper from '@/components/exercises/paper/print.module.css';
import type { Inputs, PredictionOf } from '@/lib/exercises/kinds';
import styles from './sort.module.css';
import type { ChartWords, FieldProps, KindView, PaperProps } from './view';

/** Each item into one of the groups, without dragging. */
function Field({ input: { groups, items }, draft, disabled, onChange }: FieldProps<'sort'>) {
  const name = useId();
  return (
    <div className={styles.sort}>
      {items.map((item) => (
        <fieldset key={item.id} className={`${styles.item} grid middle narrow gap-y-2 gap-x-6 pad-y-3 line-above`}>
          <legend className="visually-hidden">{item.text}</legend>
          <div className="lead" aria-hidden="true">
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

function Paper({ input: { groups, items } }: PaperProps<'sort'>) {
  const t = useTranslations('sets.print');
  return (
    <>
      <p className="soft small">{t('groups', { names: groups.map(({ text }) => text).join('; ') })}</p>
      {items.map(({ id, text }) => (
        <p key={id} className={paper.blank}>
          {text} <span className={paper.gap} />
        </p>
      ))}
    </>
  );
}

/** The groups that something was put into, each with what. */
function toldOf({ groups, items }: Inputs['sort'], { places }: PredictionOf<'sort'>, { t, format }: ChartWords) {
  const sorted = groups.flatMap((group) => {
    const its = items.filter(({ id }) => places[id] === group.id).map(({ text }) => t('note.item', { item: text }));
    return its.length === 0 ? [] : [t('note.group', { group: group.text, items: format.list(its, { type: 'unit' }) })];
  });
  return sorted.join(t('note.separator'));
}

/** The words of each item with those of the group it was put into. */
const placed = ({ groups, items }: Inputs['sort'], { places }: PredictionOf<'sort'>) =>
  items.map(({ id, text }) => ({
    id,
    words: `${text}: ${groups.find((group) => group.id === places[id])?.text ?? ''}`,
  }));

export const sort: KindView<'sort'> = {
  Field,
  Paper,
  tolerance: 'toleranceParts',
  told: toldOf,
  note: ({ ask }, given, words) => words.t('note.sort', { groups: toldOf(ask.input, given, words) }),
  parts: placed,
  answer: (input, given) =>
    placed(input, given)
      .map(({ words }) => words)
      .join('; '),
  history: ({ places }, { t, format, name }) =>
    [...new Set(Object.values(places))]
      .map((group) => {
        const items = Object.keys(places).filter((item) => places[item] === group);
        return t('inGroup', { group: name(group), items: format.list(items.map(name), { type: 'unit' }) });
      })
      .join('; '),
};
