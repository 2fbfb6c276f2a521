import type { FieldProps } from './field-props';
import { RadioCards } from './radio-cards';

/** One of the options. */
export function ChooseField({ input, draft, disabled, onChange }: FieldProps<'choose'>) {
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

/** Characters that fit a card beside others. */
const SHORT = 24;
