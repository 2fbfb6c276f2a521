import { useFormatter, useTranslations } from 'next-intl';
import { MESSAGES } from '@/lib/i18n/messages';
import type { ModelEntry, ModelVersion } from '@/lib/model/manifest';

const WORDS = MESSAGES.models;

/** Words and figures of models; what the catalogue has no word for appears by its id. */
export function useModelWords() {
  const t = useTranslations('models');
  const format = useFormatter();
  const precisionName = ({ precision }: ModelVersion) =>
    isKeyOf(WORDS.precision, precision) ? t(`precision.${precision}`) : precision;
  const sizeName = ({ size }: ModelVersion) => (isKeyOf(WORDS.size, size) ? t(`size.${size}`) : size);
  return {
    modelName: ({ id }: ModelEntry) => (isKeyOf(WORDS.names, id) ? t(`names.${id}`) : id),
    purpose: ({ id }: ModelEntry) => (isKeyOf(WORDS.does, id) ? t(`does.${id}`) : ''),
    limits: ({ id }: ModelEntry) => (isKeyOf(WORDS.limits, id) ? t(`limits.${id}`) : ''),
    precisionName,
    sizeName,
    versionName: (version: ModelVersion) =>
      t('versionName', { size: sizeName(version), precision: precisionName(version) }),
    precisionNote: ({ precision }: ModelVersion) =>
      isKeyOf(WORDS.precisionNote, precision) ? t(`precisionNote.${precision}`) : '',
    share: (value: number) =>
      format.number(value, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    fileSize: ({ sizeBytes }: ModelVersion) =>
      sizeBytes < 1e6
        ? format.number(sizeBytes / 1e3, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
        : format.number(sizeBytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 2 }),
    megaFlops: (version: ModelVersion) => format.number(version.megaFlops ?? 0, { maximumSignificantDigits: 3 }),
    count: (value: number) => format.number(value),
  };
}

/** Where a version is run: the Lab with everything else at its defaults. */
export function labHref(model: ModelEntry, version: ModelVersion): string {
  return `/lab?${new URLSearchParams({ model: model.id, version: version.id })}`;
}

function isKeyOf<Table extends object>(table: Table, key: PropertyKey): key is keyof Table {
  return Object.hasOwn(table, key);
}
