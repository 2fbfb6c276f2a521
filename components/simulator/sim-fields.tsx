'use client';

import { Checkbox, Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Choices } from '@/components/kit/choices';
import { NumberField } from '@/components/kit/number-field';
import {
  type ChoiceFieldId,
  HYBRID_IDS,
  type NumberFieldId,
  SIM_FIELDS,
  type SimSetup,
} from '@/lib/simulate/setup/fields';
import type { ChangeSetup } from './use-sim-setup';

export interface SimFieldProps {
  readonly setup: SimSetup;
  readonly onChange: ChangeSetup;
}

/** What a limit is when it is switched on. */
const FIRST_LIMIT: Partial<Readonly<Record<NumberFieldId, number>>> = {
  queueMost: 100,
  timeoutMs: 1000,
  batchWindowMinutes: 60,
  modelBytes: 10_000_000,
};

/** Labels and what is said of fields. */
export function useFieldWords() {
  const t = useTranslations('simulator.fields');
  return (id: keyof typeof SIM_FIELDS) => {
    const about = `${id}.about` as never;
    return { label: t(`${id}.label` as never), ...(t.has(about) && { description: t(about) }) };
  };
}

/** A number of the set-up; one that may be none has a switch before it. */
export function SimNumber({ id, setup, onChange }: SimFieldProps & { readonly id: NumberFieldId }) {
  const t = useTranslations('simulator');
  const words = useFieldWords()(id);
  const { limits, whole, default: usual } = SIM_FIELDS[id];
  const value: number | null = setup[id];
  const isOptional = usual === null;
  return (
    <>
      {isOptional && (
        <Switch
          label={t('limited', { field: words.label })}
          checked={value !== null}
          onChange={(event) => onChange({ [id]: event.currentTarget.checked ? (FIRST_LIMIT[id] ?? limits.min) : null })}
        />
      )}
      {value !== null && (
        <NumberField
          {...words}
          value={value}
          min={limits.min}
          max={limits.max}
          whole={whole}
          step={1}
          onChange={(entered) => onChange({ [id]: entered })}
        />
      )}
    </>
  );
}

/** Something that is on or off. */
export function SimSwitch({
  id,
  setup,
  onChange,
}: SimFieldProps & { readonly id: 'online' | 'autoscaling' | 'download' }) {
  const words = useFieldWords()(id);
  return (
    <Switch
      {...words}
      checked={setup[id] === 'on'}
      onChange={(event) => onChange({ [id]: event.currentTarget.checked ? 'on' : 'off' })}
    />
  );
}

interface SimChoiceProps<Id extends ChoiceFieldId> extends SimFieldProps {
  readonly id: Id;
  readonly wordsOf: (value: SimSetup[Id]) => { readonly name: string; readonly about?: string };
  /** Values that cannot be chosen now. */
  readonly without?: readonly SimSetup[Id][];
}

export function SimChoice<Id extends ChoiceFieldId>({
  id,
  setup,
  wordsOf,
  without = [],
  onChange,
}: SimChoiceProps<Id>) {
  const values = SIM_FIELDS[id].of as readonly unknown[] as readonly SimSetup[Id][];
  return (
    <Choices<SimSetup[Id]>
      {...useFieldWords()(id)}
      value={setup[id]}
      choices={values.map((value) => ({ id: value, ...wordsOf(value), disabled: without.includes(value) }))}
      onChoose={(value) => onChange({ [id]: value })}
    />
  );
}

/** Which hybrids are simulated beside the lanes. */
export function SimHybrids({ setup, onChange }: SimFieldProps) {
  const t = useTranslations('simulator.choices.hybrids');
  return (
    <Checkbox.Group
      {...useFieldWords()('hybrids')}
      value={[...setup.hybrids]}
      onChange={(chosen) => onChange({ hybrids: HYBRID_IDS.filter((id) => chosen.includes(id)) })}
    >
      {HYBRID_IDS.map((id) => (
        <Checkbox key={id} className="pad-y-1" value={id} label={t(id)} />
      ))}
    </Checkbox.Group>
  );
}
