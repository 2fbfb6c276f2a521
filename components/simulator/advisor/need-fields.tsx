'use client';

import { Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Choices } from '@/components/kit/choices';
import { NumberField } from '@/components/kit/number-field';
import { NEED_FIELDS, type NeedId, type Needs } from '@/lib/simulate/advice/needs';
import { useFieldWords } from '../sim-fields';
import type { ChangeNeeds } from './use-needs';

export interface NeedProps {
  readonly needs: Needs;
  readonly onChange: ChangeNeeds;
}

/** Of the months and the millions that a budget is about. USD */
const FIRST_BUDGET = 50;

export function NeedNumber({
  id,
  label,
  needs,
  onChange,
}: NeedProps & { readonly id: 'limit' | 'budget'; readonly label: string }) {
  const { limits, whole } = NEED_FIELDS[id];
  return (
    <NumberField
      label={label}
      value={needs[id] ?? limits.min}
      min={limits.min}
      max={limits.max}
      whole={whole}
      onChange={(entered) => onChange({ [id]: entered })}
    />
  );
}

/** A number that the simulator asks for, too. */
export function LoadNumber({
  id,
  needs,
  onChange,
}: NeedProps & { readonly id: 'users' | 'requestsPerDay' | 'peakFactor' }) {
  const { limits, whole } = NEED_FIELDS[id];
  return (
    <NumberField
      {...useFieldWords()(id)}
      value={needs[id]}
      min={limits.min}
      max={limits.max}
      whole={whole}
      step={1}
      onChange={(entered) => onChange({ [id]: entered })}
    />
  );
}

type NeedChoiceId = Exclude<
  NeedId,
  'limit' | 'budget' | 'users' | 'requestsPerDay' | 'peakFactor' | 'modelId' | 'versionId' | 'runId'
>;

interface NeedChoiceProps<Id extends NeedChoiceId> extends NeedProps {
  readonly id: Id;
  readonly label: string;
  readonly wordsOf: (value: Needs[Id]) => { readonly name: string; readonly about?: string };
}

export function NeedChoice<Id extends NeedChoiceId>({ id, label, wordsOf, needs, onChange }: NeedChoiceProps<Id>) {
  const values = NEED_FIELDS[id].of as readonly string[] as readonly Needs[Id][];
  return (
    <Choices<Needs[Id]>
      label={label}
      value={needs[id]}
      choices={values.map((value) => ({ id: value, ...wordsOf(value) }))}
      onChoose={(value) => onChange({ [id]: value })}
    />
  );
}

/** What it may cost, where somebody says. */
export function BudgetPart(props: NeedProps) {
  const t = useTranslations('simulatorAdvice.fields');
  const { needs, onChange } = props;
  return (
    <>
      <Switch
        label={t('hasBudget')}
        checked={needs.budget !== null}
        onChange={(event) => onChange({ budget: event.currentTarget.checked ? FIRST_BUDGET : null })}
      />
      {needs.budget !== null && (
        <>
          <NeedNumber {...props} id="budget" label={t('budget')} />
          <NeedChoice {...props} id="per" label={t('per')} wordsOf={(value) => ({ name: t(`pers.${value}`) })} />
        </>
      )}
    </>
  );
}
