import { useTranslations } from 'next-intl';
import type { ModelEntry } from '@/lib/model/manifest';
import { ContactSheet } from './contact-sheet';
import styles from './model-section.module.css';
import { useModelWords } from './use-model-words';
import { VersionCard } from './version-card';

const SHEET = { columns: 10, rows: 6 } as const;

/** One model: what it does, what it was made from, pictures it is tested on, and a card a version. */
export function ModelSection({ model }: { model: ModelEntry }) {
  const t = useTranslations('models');
  const words = useModelWords();
  const name = words.modelName(model);
  const shown = Math.min(SHEET.columns * SHEET.rows, model.samples.count);
  const [, , height = 0, width = 0] = model.input.shape;
  return (
    <section className={styles.model} aria-labelledby={`model-${model.id}`}>
      <div className={styles.about}>
        <div className={styles.words}>
          <h2 id={`model-${model.id}`}>{name}</h2>
          <p>{words.purpose(model)}</p>
          <dl className={styles.facts}>
            <dt>{t('facts.input')}</dt>
            <dd>{t('facts.inputValue', { width, height })}</dd>
            <dt>{t('facts.output')}</dt>
            <dd>{t('facts.outputValue', { count: model.classes.length })}</dd>
            <dt>{t('facts.data')}</dt>
            <dd>
              {t('facts.dataValue', {
                name: model.data.name,
                train: model.data.trainCount,
                test: model.data.testCount,
              })}
              <br />
              {t('facts.dataLicence', { licence: model.data.licence })}
            </dd>
            <dt>{t('facts.limits')}</dt>
            <dd>{words.limits(model)}</dd>
          </dl>
          <a className={styles.card} href={`/models/${model.id}/README.md`}>
            {t('facts.card')}
          </a>
        </div>
        <ContactSheet
          modelId={model.id}
          columns={SHEET.columns}
          rows={SHEET.rows}
          words={{
            label: t('sheet.label', { shown, count: model.samples.count, name }),
            note: t('sheet.note', { shown, count: model.samples.count }),
            failed: t('sheet.failed'),
          }}
        />
      </div>
      <ul className={styles.versions}>
        {model.versions.map((version) => (
          <VersionCard key={version.id} model={model} version={version} />
        ))}
      </ul>
    </section>
  );
}
