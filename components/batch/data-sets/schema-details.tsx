'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { WideTable } from '@/components/charts/table-card';
import { useFeatureWords } from '@/components/words/use-feature-words';
import { useModelWords } from '@/components/words/use-model-words';
import { MANIFEST } from '@/lib/model';
import type { Feature } from '@/lib/model/features';
import styles from './schema-details.module.css';

/** Which columns rows for a model have; closed at first. */
export function SchemaDetails({ modelId }: { modelId: string }) {
  const t = useTranslations('batch.dataSets.schema');
  const words = useFeatureWords();
  const models = useModelWords();
  const model = MANIFEST.models.find(({ id }) => id === modelId);
  if (!model) return null;
  const classes = model.classes.join(', ');
  const { features } = model;
  if (!features) {
    return (
      <details className={`${styles.schema} narrow`}>
        <summary>{t('title', { count: 784 })}</summary>
        <p className="pad-y-2 measure soft tiny anywhere">{t('images', { classes })}</p>
      </details>
    );
  }
  return (
    <details className={`${styles.schema} narrow`}>
      <summary>{t('title', { count: features.length })}</summary>
      <WideTable label={t('label', { model: models.model(modelId) })}>
        <thead>
          <tr>
            {(['name', 'meaning', 'values', 'missing'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <tr key={feature.id}>
              <th scope="row">
                <code>{feature.id}</code>
              </th>
              <td>{words.name(modelId, feature)}</td>
              <td>
                <Values feature={feature} />
              </td>
              <td>{t(feature.mayBeMissing ? 'may' : 'mayNot')}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className="pad-y-2 measure soft tiny anywhere">{t('truth', { classes })}</p>
    </details>
  );
}

/** What may stand in a column: the ids of a category, or the range of the training data. */
function Values({ feature: { kind, categories, least, most } }: { feature: Feature }) {
  const t = useTranslations('batch.dataSets.schema');
  const format = useFormatter();
  if (kind === 'category') return (categories ?? []).join(', ');
  return t('range', { least: format.number(least), most: format.number(most) });
}
