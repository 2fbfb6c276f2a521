import { useTranslations } from 'next-intl';
import { ClientMessages } from '@/components/shell/client-messages';
import { isTable, type ModelEntry, type TableModel } from '@/lib/model/manifest';
import { ContactSheet } from './contact-sheet';
import styles from './model-section.module.css';
import { SampleTable } from './sample-table';
import { useCardWords } from './use-card-words';
import { VersionCard } from './version-card';

const SHEET = { columns: 10, rows: 6 } as const;
const TABLE_COLUMNS = 4;

/** One model: what it does, what it was made from, pictures it is tested on, and a card a version. */
export function ModelSection({ model }: { model: ModelEntry }) {
  const t = useTranslations('models');
  const words = useCardWords();
  const name = words.modelName(model);
  const [, , height = 0, width = 0] = model.input.shape;
  const takes = isTable(model)
    ? t('facts.inputRow', { count: model.features.length })
    : t('facts.inputValue', { width, height });
  const { trainCount, testCount, commonestShare } = model.data;
  const data = { name: model.data.name, train: trainCount, test: testCount };
  return (
    <section className={`${styles.model} pad-above-9 line-above`} aria-labelledby={`model-${model.id}`}>
      <div className={`${styles.about} grid top`}>
        <div>
          <h2 className="below-2" id={`model-${model.id}`}>
            {name}
          </h2>
          <p>{words.purpose(model)}</p>
          <dl className={`${styles.facts} grid gap-y-2 gap-x-4 above-5 small`}>
            <dt className="soft">{t('facts.input')}</dt>
            <dd>{takes}</dd>
            <dt className="soft">{t('facts.output')}</dt>
            <dd>{t('facts.outputValue', { count: model.classes.length })}</dd>
            <dt className="soft">{t('facts.data')}</dt>
            <dd>
              {isTable(model) ? t('facts.dataRows', data) : t('facts.dataValue', data)}
              <br />
              {t('facts.dataLicence', { licence: model.data.licence })}
            </dd>
            {model.versions.some(({ auc }) => auc) && (
              <>
                <dt className="soft">{t('facts.quality')}</dt>
                <dd>{t('facts.qualityAuc', { share: words.share(commonestShare) })}</dd>
              </>
            )}
            <dt className="soft">{t('facts.limits')}</dt>
            <dd>{words.limits(model)}</dd>
          </dl>
          <a className="inline-row target small" href={`/models/${model.id}/README.md`}>
            {t('facts.card')}
          </a>
        </div>
        {isTable(model) ? <RowSheet model={model} name={name} /> : <ImageSheet model={model} name={name} />}
      </div>
      <ul className={`${styles.versions} plain-list grid gap-4 above-5`}>
        {model.versions.map((version) => (
          <VersionCard key={version.id} model={model} version={version} />
        ))}
      </ul>
    </section>
  );
}

function ImageSheet({ model, name }: { model: ModelEntry; name: string }) {
  const t = useTranslations('models.sheet');
  const { count } = model.samples;
  const shown = Math.min(SHEET.columns * SHEET.rows, count);
  return (
    <ContactSheet
      modelId={model.id}
      columns={SHEET.columns}
      rows={SHEET.rows}
      words={{ label: t('label', { shown, count, name }), note: t('note', { shown, count }), failed: t('failed') }}
    />
  );
}

function RowSheet({ model, name }: { model: TableModel; name: string }) {
  const t = useTranslations('models.sheet');
  const words = useCardWords();
  const { count } = model.samples;
  const shown = Math.min(TABLE_COLUMNS, count);
  return (
    <ClientMessages namespaces={['modelWords']}>
      <SampleTable
        model={model}
        columns={shown}
        classes={model.classes.map((id) => words.className(model, id))}
        words={{
          label: t('rowsLabel', { shown, count, name }),
          note: t('rowsNote', { shown, count }),
          failed: t('rowsFailed'),
          feature: t('feature'),
        }}
      />
    </ClientMessages>
  );
}
