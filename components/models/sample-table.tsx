'use client';

import { useEffect, useRef, useState } from 'react';
import { DataTable } from '@/components/kit/data-table';
import { useFeatureWords } from '@/components/words/use-feature-words';
import type { TableModel } from '@/lib/model/manifest';
import type { TableSamples } from '@/lib/model/samples';
import styles from './sample-table.module.css';

interface SampleTableProps {
  readonly model: TableModel;
  /** How many samples, one a column. */
  readonly columns: number;
  /** Words for the classes, in their order. */
  readonly classes: readonly string[];
  readonly words: {
    readonly label: string;
    readonly note: string;
    readonly failed: string;
    readonly feature: string;
  };
}

/** The first test rows of each class, of a model that takes a table; fetched when they come near the screen. */
export function SampleTable({ model, columns, classes, words }: SampleTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const features = useFeatureWords();
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = table.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        fetchRows(model, columns).then(setRows, () => setFailed(true));
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [model, columns]);
  const places = Array.from({ length: columns }, (_, place) => place);
  return (
    <figure className="narrow">
      <DataTable numbers ref={table} className={styles.table} aria-label={words.label} aria-busy={!rows && !failed}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words.feature}</span>
            </th>
            {places.map((place) => (
              <th key={place} scope="col">
                {classes[rows?.[place]?.label ?? -1] ?? '\u00a0'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.features.map((feature, at) => (
            <tr key={feature.id}>
              <th scope="row">{features.name(model.id, feature)}</th>
              {places.map((place) => {
                const value = rows?.[place]?.values[at];
                return <td key={place}>{value !== undefined && features.value(model.id, feature, value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </DataTable>
      <figcaption className="above-2 soft tiny">{failed ? words.failed : words.note}</figcaption>
    </figure>
  );
}

interface Row {
  readonly label: number;
  readonly values: TableSamples['values'];
}

/** As many of each class, class by class. */
async function fetchRows({ id, classes }: TableModel, count: number): Promise<Row[]> {
  const [{ samplesOf }, { featuresOf }] = await Promise.all([
    import('@/lib/lab/load-samples'),
    import('@/lib/model/samples'),
  ]);
  const samples = await samplesOf(id);
  if (samples.kind !== 'table') return [];
  const places = [...samples.labels.keys()];
  return classes.flatMap((_, label) =>
    places
      .filter((place) => samples.labels[place] === label)
      .slice(0, count / classes.length)
      .map((place) => ({ label, values: featuresOf(samples, place) })),
  );
}
