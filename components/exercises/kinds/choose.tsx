import { RadioCards } from '@/components/exercises/inputs/radio-cards';
import { Boxes } from '@/components/exercises/paper/boxes';
import { textOf } from '@/lib/exercises/option';
import { MOST_LETTERS } from './finding';
import type { FieldProps, KindView } from './view';

/** Characters that fit a card beside others. */
const SHORT = 24;

/** One of the options. */
function Field({ input, draft, disabled, onChange }: FieldProps<'choose'>) {
  return (
    <RadioCards
      options={input.options}
      value={draft.choice}
      disabled={disabled}
      layout={input.options.every(({ text }) => text.length <= SHORT) ? 'row' : 'list'}
      onChange={(choice) => onChange({ ...draft, choice })}
    />
  );
}

export const choose: KindView<'choose'> = {
  Field,
  Paper: ({ input }) => <Boxes options={input.options} />,
  tolerance: 'toleranceChoose',
  told: ({ options }, { choice }) => textOf(options, choice),
  note: ({ ask }, { choice }, { t }) => t('note.choose', { choice: textOf(ask.input.options, choice) }),
  finding({ options }, { credits }, { t }) {
    const best = Object.keys(credits).filter((id) => credits[id] === 1);
    const [only] = best.map((id) => textOf(options, id));
    return best.length === 1 && only && only.length <= MOST_LETTERS ? t('found.choose', { best: only }) : null;
  },
  answer: ({ options }, { choice }) => textOf(options, choice),
  history: ({ choice }, { name }) => name(choice),
};
