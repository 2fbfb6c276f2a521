'use client';

import { useTranslations } from 'next-intl';
import { FileMenu } from '@/components/runs/file-menu';
import { ImportRun } from '@/components/runs/import-run';
import { afterRunPart } from '@/components/shell/code-part';
import type { Opened } from '@/lib/lab/open-run';
import { isStudyOver, type StudyState } from '@/lib/lab/studies/study-state';

interface StudyToolsProps {
  readonly state: StudyState<unknown>;
  readonly busy: boolean;
  onOpened(opened: Opened): void;
}

const studyFiles = afterRunPart(() => import('@/lib/lab/studies/study-files'));

/** The study as a file, and a file as a study. Messages: `studies`, `runs`, `errors`. */
export function StudyTools({ state, busy, onOpened }: StudyToolsProps) {
  const t = useTranslations('studies.kept');
  const { phase, setup } = state;
  return (
    <>
      <FileMenu
        label={t('menu')}
        files={(['json', 'csv'] as const).map((kind) => ({ kind, name: t(`export.${kind}`) }))}
        setup={setup}
        disabled={!isStudyOver(phase)}
        make={async (kind) => {
          const { studyFile } = await studyFiles();
          return studyFile(kind, state);
        }}
      />
      <ImportRun onOpened={onOpened} disabled={busy} />
    </>
  );
}
