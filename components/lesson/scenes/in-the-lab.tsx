import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useLessonFigures } from '@/components/lesson/use-lesson-figures';
import type { AnalogyId } from '@/lib/lesson/outline';

/** What the scene's quantity is called in the Lab, and how large it was there. */
export const InTheLab = memo(function InTheLab({ id }: { readonly id: AnalogyId }) {
  const t = useTranslations('scenes');
  const { source, values } = useLessonFigures();
  return (
    <p className="above-3 pad-above-3 soft small line-above">
      <strong className="ink bold">{t('lab')}</strong>{' '}
      {t(`${id}.lab`, {
        source,
        batchMedian: values['batch-median'],
        batchWaitShare: values['batch-wait-share'],
        batchGain: values['batch-gain'],
        batchOverOnline: values['batch-over-online'],
        onlineMedian: values['online-median'],
        onlineP90: values['online-p90'],
        onlineModelShare: values['online-model-share'],
        onlineBytes: values['online-bytes'],
        onlineOverEdge: values['online-over-edge'],
        edgeMedian: values['edge-median'],
        edgeDownload: values['edge-download'],
      })}
    </p>
  );
});
