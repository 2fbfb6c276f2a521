'use client';

import { useTranslations } from 'next-intl';
import { Section } from '@/components/batch/section';
import { useFigures } from '@/components/charts/format';
import { DataTable } from '@/components/kit/data-table';
import type { OperatorView } from '@/lib/wire/operator-schema';

const COUNTED = ['dataSets', 'openJobs', 'uploads', 'streams', 'meters'] as const;
const OF_BYTES = ['bytes', 'bodies'] as const;

/** How much of what there is for all is in use. */
export function UsageTable({ view: { inAll, freeBytes } }: { view: OperatorView }) {
  const t = useTranslations('operator.usage');
  const figures = useFigures();
  const rows = [
    ...COUNTED.map((name) => ({ name, write: figures.count })),
    ...OF_BYTES.map((name) => ({ name, write: figures.bytes })),
  ];
  return (
    <Section title={t('title')} lead={freeBytes === null ? undefined : t('free', { bytes: figures.bytes(freeBytes) })}>
      <DataTable numbers region={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('used')}</th>
            <th scope="col">{t('most')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, write }) => (
            <tr key={name}>
              <th scope="row">{t(`names.${name}`)}</th>
              <td>{write(inAll[name].used)}</td>
              <td>{write(inAll[name].most)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Section>
  );
}
