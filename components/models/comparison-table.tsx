import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/kit/data-table';
import { IntentLink } from '@/components/shell/intent-link';
import type { ModelEntry } from '@/lib/model/manifest';
import { AccuracyRange } from './accuracy-range';
import styles from './comparison-table.module.css';
import { labHref, useCardWords } from './use-card-words';

/** Every version of every model in one table, for the eye that compares. */
export function ComparisonTable({ models }: { models: readonly ModelEntry[] }) {
  const t = useTranslations('models.table');
  const words = useCardWords();
  return (
    <div className={`${styles.section} pad-above-9 line-above`}>
      <h2 id="side-by-side">{t('title')}</h2>
      <p className="above-2 below-5 measure soft">{t('note')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={`${styles.scroll} card relative scroll-x`} aria-labelledby="side-by-side" tabIndex={0}>
        <DataTable numbers>
          <thead>
            <tr>
              <th scope="col">{t('version')}</th>
              <th scope="col">{t('parameters')}</th>
              <th scope="col">{t('work')}</th>
              <th scope="col">{t('size')}</th>
              <th scope="col">{t('accuracy')}</th>
              <th scope="col" className={styles.range}>
                {t('interval')}
              </th>
            </tr>
          </thead>
          {models.map((model) => (
            <tbody key={model.id}>
              <tr>
                <th scope="rowgroup" colSpan={6} className={styles.group}>
                  {words.modelName(model)}
                </th>
              </tr>
              {model.versions.map((version) => (
                <tr key={version.id}>
                  <th scope="row">
                    <IntentLink href={labHref(model, version)}>{words.versionName(version)}</IntentLink>
                  </th>
                  <td>{words.count(version.parameters)}</td>
                  <td>{version.megaFlops === null ? <NoFigure /> : words.megaFlops(version.megaFlops)}</td>
                  <td>{words.fileSize(version)}</td>
                  <td>{words.share(version.accuracy.value)}</td>
                  <td className={styles.range}>
                    <AccuracyRange accuracy={version.accuracy} among={model.versions.map((each) => each.accuracy)} />
                    <span>
                      {t('range', { low: words.share(version.accuracy.low), high: words.share(version.accuracy.high) })}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </DataTable>
      </section>
    </div>
  );
}

function NoFigure() {
  const t = useTranslations('models.table');
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('none')}</span>
    </>
  );
}
