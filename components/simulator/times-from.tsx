'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { Choices } from '@/components/kit/choices';
import { Notice } from '@/components/kit/notice';
import { SentencePart } from '@/components/kit/sentence-part';
import { useMoment } from '@/components/runs/use-run-words';
import { ErrorWords } from '@/components/shell/error-words';
import { useModelWords } from '@/components/words/use-model-words';
import type { HistoryRow } from '@/lib/lab/history-row';
import type { ModelTarget } from '@/lib/model/manifest';
import type { ServiceProfile } from '@/lib/simulate/setup/profile';
import type { CalibrationControl } from './use-calibration';

interface RunChoicesProps {
  readonly runId: string | null;
  readonly calibrating: CalibrationControl;
  /** A run tells of its own model. */
  onChange(change: { readonly runId: null } | ({ readonly runId: string } & ModelTarget)): void;
}

interface TimesFromProps extends RunChoicesProps {
  readonly reference: ServiceProfile;
  /** Below the runs, where one of them is chosen. */
  readonly children?: (profile: ServiceProfile) => ReactNode;
}

/** Older ones are under Runs. */
const MOST_OFFERED = 12;
const REFERENCE = 'reference';

/** Which run says how long things take: the one that ships, or one of this device. */
export function TimesFrom({ reference, children, ...choices }: TimesFromProps) {
  const t = useTranslations('simulator.timesFrom');
  const moment = useMoment();
  const { calibration, error } = choices.calibrating;
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
              <RunChoices {...choices} />
              {calibration && children?.(calibration.profile)}
            </SentencePart>
          ),
        })}
      </p>
    </>
  );
}

/** The runs and sweeps of this device that may be chosen, and the reference. */
function RunChoices({ runId, onChange, calibrating: { rows, look } }: RunChoicesProps) {
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
        value={runId ?? REFERENCE}
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
