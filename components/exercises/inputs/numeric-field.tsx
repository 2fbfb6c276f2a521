import type { FieldProps } from './field-props';
import { ScaleEntry } from './scale-entry';

/** A number on a scale. */
export function NumericField({ input: { scale, label }, draft, disabled, onChange }: FieldProps<'numeric'>) {
  return (
    <ScaleEntry
      scale={scale}
      value={draft.value}
      sliderLabel={label}
      numberLabel={label}
      disabled={disabled}
      hasUnit
      sentence={(number) => (
        <>
          {label} {number()}
        </>
      )}
      onChange={(value) => onChange({ ...draft, value })}
    />
  );
}
