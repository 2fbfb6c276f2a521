'use client';

import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/kit/data-table';
import { useLaneName } from '@/components/marks/use-lane-name';
import type { RunComparison } from '@/lib/lab/compare-runs';
import styles from './compare.module.css';
import { useFieldWords } from './use-field-words';

/** What differs in how and where two runs were made, and nothing else. */
export function CompareSetups({ comparison }: { readonly comparison: RunComparison }) {
  const t = useTranslations('runs.compare');
  const nameOf = useLaneName();
  const words = useFieldWords();
  const { a, b, fields, environment } = comparison;
  const inWords = (key: string, value: string | null) =>
    value === null ? t('setups.unknown') : key === 'sha256' ? shortHash(value) : value;
  const rows = [
    ...fields.map((field) => ({
      key: field as string,
      name: words.name(field),
      a: words.value(a.setup, field),
      b: words.value(b.setup, field),
    })),
    ...environment.map(({ id, modeId, key, a, b }) => ({
      key: `${id} ${key}`,
      name: t('setups.lane', { lane: nameOf({ id, modeId }), key }),
      a: inWords(key, a),
      b: inWords(key, b),
    })),
  ];
  return (
    <div>
      <h3 className="below-1 lead bold">{t('setups.title')}</h3>
      {rows.length === 0 ? (
        <p className="soft small">{t('setups.none')}</p>
      ) : (
        <DataTable region={t('setups.title')} className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('setups.setting')}</th>
              <th scope="col">{t('run.a')}</th>
              <th scope="col">{t('run.b')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td>{row.a}</td>
                <td>{row.b}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </div>
  );
}

/** As much of a hash as tells two files apart. */
const shortHash = (sha256: string) => `${sha256.slice(0, 12)}…`;
