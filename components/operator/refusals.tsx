'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/batch/section';
import { useFigures } from '@/components/charts/format';
import { DataTable } from '@/components/kit/data-table';
import { type OperatorView, REFUSAL_REASONS } from '@/lib/wire/operator-schema';

/** Whom the server has turned away since it started, by reason. */
export function Refusals({ refused }: { refused: OperatorView['refused'] }) {
  const t = useTranslations('operator.refusals');
  const figures = useFigures();
  const reasons = REFUSAL_REASONS.flatMap((reason) => {
    const count = refused[reason] ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  }).sort((one, other) => other.count - one.count);
  return (
    <Section title={t('title')} lead={t('lead')}>
      {reasons.length === 0 ? (
        <p className="soft">{t('none')}</p>
      ) : (
        <DataTable numbers region={t('title')}>
          <thead>
            <tr>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('count')}</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ reason, count }) => (
              <tr key={reason}>
                <th scope="row">{t(`reasons.${reason}`)}</th>
                <td>{figures.count(count)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Section>
  );
}
