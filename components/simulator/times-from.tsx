'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/kit/button';
import { Choices } from '@/components/kit/choices';
import { Notice } from '@/components/kit/notice';
import { SentencePart } from '@/components/kit/sentence-part';
import { useMoment } from '@/components/runs/use-run-words';
import { ErrorWords } from '@/components/shell/error-words';
import { useModelWords } from '@/components/words/use-model-words';
import type { HistoryRow } from '@/lib/lab/history-row';
import { parametersOf } from '@/lib/simulate/setup/parameters';
import { PARAMETER_IDS, type ServiceProfile } from '@/lib/simulate/setup/profile';
import type { SimFieldProps } from './sim-fields';
import type { CalibrationControl } from './use-calibration';

interface TimesFromProps extends SimFieldProps {
  readonly calibrating: CalibrationControl;
  readonly reference: ServiceProfile;
}

/** Older ones are under Runs. */
const MOST_OFFERED = 12;
const REFERENCE = 'reference';

/** Which run says how long things take: the one that ships, or one of this device. */
export function TimesFrom({ setup, onChange, calibrating, reference }: TimesFromProps) {
  const t = useTranslations('simulator.timesFrom');
  const moment = useMoment();
  const { calibration, error } = calibrating;
  const { callMs } = reference.sources;
  const startedAt = calibration?.run?.startedAt;
  const own = startedAt ? t('own', { when: moment(startedAt) }) : t('ownSweep');
  const value = calibration
    ? own
    : t('reference', callMs.kind === 'reference' ? { ...callMs } : { machine: '', date: '' });
  return (
    <>
      {error && (
        <Notice className="above-3 below-3">
          <ErrorWords report={error} />
        </Notice>
      )}
      <p className="above-2 small" data-times={calibration ? 'own' : REFERENCE}>
        {t.rich('text', {
          run: () => (
            <SentencePart
              name={t('change', { value })}
              value={value}
              title={t('title')}
              close={t('close')}
              disabled={false}
            >
              <RunChoices setup={setup} onChange={onChange} calibrating={calibrating} />
              {calibration && <WriteDown setup={setup} onChange={onChange} profile={calibration.profile} />}
            </SentencePart>
          ),
        })}
      </p>
    </>
  );
}

/** The runs and sweeps of this device that may be chosen, and the reference. */
function RunChoices({ setup, onChange, calibrating: { rows, look } }: Omit<TimesFromProps, 'reference'>) {
  const t = useTranslations('simulator.timesFrom');
  const moment = useMoment();
  const about = useAbout();
  // Read anew whenever it is opened: a run may have been made since.
  useEffect(look, [look]);
  const offered = (rows ?? []).slice(0, MOST_OFFERED);
  const choose = (id: string) => {
    const row = offered.find((one) => one.id === id);
    if (row) onChange({ runId: id, modelId: row.setup.modelId, versionId: row.setup.versionId });
    else onChange({ runId: null });
  };
  return (
    <>
      <Choices
        label={t('label')}
        description={t('about')}
        value={setup.runId ?? REFERENCE}
        choices={[
          { id: REFERENCE, name: t('referenceName'), about: t('referenceAbout') },
          ...offered.map((row) => ({ id: row.id, name: moment(row.startedAt), about: about(row) })),
        ]}
        onChoose={choose}
      />
      {rows?.length === 0 && (
        <p className="soft small">{t.rich('none', { lab: (words) => <Link href="/lab">{words}</Link> })}</p>
      )}
    </>
  );
}

function useAbout() {
  const t = useTranslations('simulator.timesFrom');
  const modes = useTranslations('modes');
  const models = useModelWords();
  const format = useFormatter();
  return (row: HistoryRow): string => {
    const model = models.model(row.setup.modelId);
    const version = models.version(row.setup.versionId);
    if (row.kind === 'study') return t('sweep', { model, version });
    return t('run', { model, version, lanes: format.list(row.setup.lanes.map((lane) => modes(`${lane}.name`))) });
  };
}

/** What was measured here is known on this device alone: written down as numbers, it goes with the link. */
function WriteDown({ setup, onChange, profile }: SimFieldProps & { readonly profile: ServiceProfile }) {
  const t = useTranslations('simulator.timesFrom');
  const write = () => {
    const values = new Map(parametersOf(setup, profile).map(({ id, value }) => [id, Number(value.toPrecision(4))]));
    onChange({ runId: null, ...Object.fromEntries(PARAMETER_IDS.map((id) => [id, values.get(id) ?? null])) });
  };
  return (
    <div className="grid gap-1">
      <Button look="dotted" className="self-start" onClick={write}>
        {t('write')}
      </Button>
      <p className="soft small">{t('writeAbout')}</p>
    </div>
  );
}
