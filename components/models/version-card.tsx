import { useTranslations } from 'next-intl';
import { IntentLink } from '@/components/shell/intent-link';
import { isTable, type ModelEntry, type ModelVersion } from '@/lib/model/manifest';
import { CopyHash } from './copy-hash';
import { labHref, useCardWords } from './use-card-words';
import styles from './version-card.module.css';

export function VersionCard({ model, version }: { model: ModelEntry; version: ModelVersion }) {
  const t = useTranslations('models.version');
  const words = useCardWords();
  const name = words.versionName(version);
  const { auc } = version;
  const { value, low, high, count } = version.accuracy;
  return (
    <li className="card flex column pad-y-4 pad-x-5">
      <h3 className="lead">{name}</h3>
      <p className="above-1 below-4 soft small leading-calm">
        {words.note(version)}
        {version.id === model.defaultVersion && <> {t('default')}</>}
      </p>
      <p className={styles.accuracy}>
        <strong>{words.share(value)}</strong> {t(isTable(model) ? 'accuracyRows' : 'accuracy', { count })}
        <small className="block soft tiny">{t('interval', { low: words.share(low), high: words.share(high) })}</small>
      </p>
      <dl className={`${styles.facts} above-3 below-2 small`}>
        {auc && (
          <div>
            <dt>{t('auc')}</dt>
            <dd>
              {t('aucValue', { value: words.area(auc.value), low: words.area(auc.low), high: words.area(auc.high) })}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('fileSize')}</dt>
          <dd>{words.fileSize(version)}</dd>
        </div>
        <Work version={version} />
        <div>
          <dt>{t('licence')}</dt>
          <dd>{version.licence}</dd>
        </div>
      </dl>
      <div className="grid gap-2 line-above">
        <CopyHash
          sha256={version.sha256}
          words={{ name: t('hash'), copy: t('copy'), copied: t('copied'), label: t('copyHash', { version: name }) }}
        />
        <IntentLink
          href={labHref(model, version)}
          className={`${styles.run} row centred target bold no-underline bordered-control rounded`}
          aria-label={t('runVersion', { model: words.modelName(model), version: name })}
        >
          {t('run')}
        </IntentLink>
      </div>
    </li>
  );
}

/** What one sample asks for, in the measure that fits the kind of model. */
function Work({ version: { megaFlops, trees, parameters } }: { version: ModelVersion }) {
  const t = useTranslations('models.version');
  const words = useCardWords();
  const [name, value] =
    megaFlops !== null
      ? [t('work'), t('workValue', { megaFlops: words.megaFlops(megaFlops) })]
      : trees
        ? [t('trees'), t('treesValue', { trees: trees.count, leaves: trees.leaves })]
        : [t('parameters'), words.count(parameters)];
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
