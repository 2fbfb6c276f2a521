import { SegmentedControl, Slider } from '@mantine/core';
import { useId } from 'react';
import styles from './scene-controls.module.css';

interface SceneSliderProps {
  readonly label: string;
  /** The value in words, beside the label and for screen readers. */
  readonly words: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  onChange(value: number): void;
}

export function SceneSlider({ label, words, ...slider }: SceneSliderProps) {
  return (
    <div className={`${styles.control} narrow unbroken`}>
      <p className="soft small" aria-hidden="true">
        {label} <strong className="ink bold">{words}</strong>
      </p>
      <Slider
        className="pad-y-3 pad-x-2"
        thumbLabel={label}
        thumbProps={{ 'aria-valuetext': words }}
        label={null}
        {...slider}
      />
    </div>
  );
}

interface SceneChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: NoInfer<Value>; readonly label: string }[];
  onChange(value: NoInfer<Value>): void;
}

export function SceneChoice<Value extends string>({ label, value, choices, onChange }: SceneChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={`${styles.control} narrow unbroken`}>
      <p id={id} className="soft small">
        {label}
      </p>
      <SegmentedControl
        className={`${styles.choice} above-1 bg-sunken`}
        fullWidth
        aria-labelledby={id}
        value={value}
        onChange={(chosen) => {
          const found = choices.find((choice) => choice.value === chosen);
          if (found) onChange(found.value);
        }}
        data={[...choices]}
      />
    </div>
  );
}
