'use client';

import { useTranslations } from 'next-intl';
import { useWords } from '@/components/charts/use-words';
import { afterRunPart } from '@/components/shell/code-part';
import { RUN_FILES } from '@/lib/export/run-file-kinds';
import type { RunState } from '@/lib/lab/run-state';
import { FileMenu } from './file-menu';

/** What makes the files is code of its own. */
const runFiles = afterRunPart(() => import('@/lib/export/run-files'));

/** The run on the screen as a file, or its set-up as a link. Messages: `runs`, `findings`, `charts`, `modes`, `errors`. */
export function ExportMenu({ state }: { readonly state: RunState }) {
  const t = useTranslations('runs.export');
  const words = useWords();
  const hasAny = isOver(state) && state.records.some(({ measurements }) => measurements.length > 0);
  return (
    <FileMenu
      label={t('menu')}
      files={RUN_FILES.map((kind) => ({ kind, name: t(kind) }))}
      setup={state.setup}
      disabled={!hasAny}
      make={async (kind) => {
        const { runFile } = await runFiles();
        return runFile(kind, state, words.reason);
      }}
    />
  );
}

const isOver = ({ phase }: RunState) => phase === 'done' || phase === 'cancelled' || phase === 'stopped';
