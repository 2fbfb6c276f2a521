'use client';

import { Select, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { Button } from '@/components/kit/button';
import { Choices } from '@/components/kit/choices';
import { NumberField } from '@/components/kit/number-field';
import { type StartDraft, USUAL_EVERY_SECONDS, withWhen } from '@/lib/batch-page/start-draft';
import { EVERY_SECONDS } from '@/lib/wire/batch-system';
import { useCronWords } from '../use-cron-words';
import { useMayChange } from '../visitor-context';

const SECONDS = [2, 10, 60, 300, 3600];
/** Six in the morning on the first of every month: when a month is billed. */
const USUAL_CRON = '0 6 1 * *';

interface WhenFieldProps {
  readonly draft: StartDraft;
  onChange(draft: StartDraft): void;
}

/** Once, now; every so many seconds; or by the calendar. */
export function WhenField({ draft, onChange }: WhenFieldProps) {
  const t = useTranslations('batch.start.when');
  const batch = useTranslations('batch');
  const mayPlan = useMayChange()(null);
  const figures = useFigures();
  const { when } = draft;
  const set = (chosen: StartDraft['when']) => onChange(withWhen(draft, chosen));
  const choose = (kind: StartDraft['when']['kind']) => {
    if (kind === 'now') set({ kind });
    else if (kind === 'every') set({ kind, seconds: USUAL_EVERY_SECONDS });
    else set({ kind, cron: USUAL_CRON, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  };
  return (
    <>
      <Choices
        label={t('label')}
        value={when.kind}
        choices={(['now', 'every', 'cron'] as const).map((id) => {
          const disabled = id !== 'now' && !mayPlan;
          return { id, name: t(id), about: disabled ? batch('operatorOnly') : t(`${id}About`), disabled };
        })}
        onChoose={choose}
      />
      {when.kind === 'every' && (
        <>
          <fieldset className="flex wrap gap-2" aria-label={t('seconds')}>
            {SECONDS.map((seconds) => (
              <Button
                key={seconds}
                aria-pressed={when.seconds === seconds}
                onClick={() => set({ kind: 'every', seconds })}
              >
                {figures.tick(seconds * 1000)}
              </Button>
            ))}
          </fieldset>
          <NumberField
            label={t('seconds')}
            value={when.seconds}
            min={EVERY_SECONDS.least}
            max={EVERY_SECONDS.most}
            whole
            step={1}
            onChange={(seconds) => set({ kind: 'every', seconds })}
          />
        </>
      )}
      {when.kind === 'cron' && <CronField cron={when.cron} timeZone={when.timeZone} onChange={set} />}
    </>
  );
}

interface CronFieldProps {
  readonly cron: string;
  readonly timeZone: string;
  onChange(when: { readonly kind: 'cron'; readonly cron: string; readonly timeZone: string }): void;
}

function CronField({ cron, timeZone, onChange }: CronFieldProps) {
  const t = useTranslations('batch.start.when');
  const words = useCronWords()(cron);
  return (
    <>
      <TextInput
        size="md"
        label={t('cronLabel')}
        description={t('cronNote')}
        value={cron}
        error={words.problem?.detail}
        onChange={(event) => onChange({ kind: 'cron', cron: event.currentTarget.value, timeZone })}
      />
      <p aria-live="polite">{words.text !== null && t('cronWords', { words: words.text })}</p>
      <Select
        size="md"
        label={t('timeZone')}
        value={timeZone}
        data={zonesWith(timeZone)}
        searchable
        allowDeselect={false}
        limit={40}
        comboboxProps={{ withinPortal: false, shadow: 'none' }}
        onChange={(zone) => zone !== null && onChange({ kind: 'cron', cron, timeZone: zone })}
      />
      <p className="soft small">{t('clockNote')}</p>
    </>
  );
}

/** The time zones this browser knows, the chosen one among them. */
function zonesWith(chosen: string): string[] {
  return [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
