'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, memo, useState } from 'react';
import { TableCard } from '@/components/charts/table-card';
import { lazyPart } from '@/components/shell/lazy-part';
import type { StudyProps } from './study-props';

const STUDIES = [
  { id: 'edge', Study: lazyPart<StudyProps>(() => import('./edge-study').then((module) => module.EdgeStudy)) },
  { id: 'batch', Study: lazyPart<StudyProps>(() => import('./batch-study').then((module) => module.BatchStudy)) },
  { id: 'size', Study: lazyPart<StudyProps>(() => import('./size-study').then((module) => module.SizeStudy)) },
] as const;
type StudyId = (typeof STUDIES)[number]['id'];

/** Where one way begins to pay: three studies, each played when it is opened. */
export const BreakEven = memo(function BreakEven(props: Omit<StudyProps, 'isOpen'>) {
  const t = useTranslations('simulatorBreakEven');
  return (
    <div className="above-4">
      <TableCard name="break-even" title={t('title')} note={t('note')}>
        {STUDIES.map(({ id, Study }) => (
          <Folded key={id} id={id} Study={Study} {...props} />
        ))}
      </TableCard>
    </div>
  );
});

interface FoldedProps extends Omit<StudyProps, 'isOpen'> {
  readonly id: StudyId;
  readonly Study: ComponentType<StudyProps>;
}

function Folded({ id, Study, setup, profile }: FoldedProps) {
  const t = useTranslations('simulatorBreakEven');
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState(false);
  return (
    <details
      className="small"
      data-study={id}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (currentTarget.open) setMade(true);
      }}
    >
      <summary className="semibold">{t(`${id}.title`)}</summary>
      {made && <Study setup={setup} profile={profile} isOpen={isOpen} />}
    </details>
  );
}
