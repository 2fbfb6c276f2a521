import { useFormatter, useTranslations } from 'next-intl';
import { MESSAGES } from '@/lib/i18n/messages';
import type { ModelEntry, ModelVersion } from '@/lib/model/manifest';

const WORDS = MESSAGES.models;

/** Words and figures of a model's card; what has no words appears by its id. */
export function useCardWords() {
  const t = useTranslations('models');
  const cards = useTranslations('modelCards');
  const words = useTranslations('modelWords');
  const format = useFormatter();
  const onCard = (id: string, part: 'title' | 'does' | 'limits', instead: string) =>
    cards.has(`${id}.${part}` as never) ? cards(`${id}.${part}` as never) : instead;
  const precisionName = ({ precision }: ModelVersion) =>
    isKeyOf(WORDS.precision, precision) ? t(`precision.${precision}`) : precision;
  const sizeName = ({ size }: ModelVersion) => (isKeyOf(WORDS.size, size) ? t(`size.${size}`) : size);
  return {
    modelName: ({ id }: ModelEntry) => onCard(id, 'title', id),
    purpose: ({ id }: ModelEntry) => onCard(id, 'does', ''),
    limits: ({ id }: ModelEntry) => onCard(id, 'limits', ''),
    className: ({ id }: ModelEntry, classId: string) => {
      const key = `${id}.classes.${classId}` as never; // which ids there are, no type says
      return words.has(key) ? words(key) : classId;
    },
    precisionName,
    sizeName,
    // What is another kind of model, not another size of the same, needs no precision beside its name.
    versionName: (version: ModelVersion) =>
      isKeyOf(WORDS.sizeNote, version.size)
        ? sizeName(version)
        : t('versionName', { size: sizeName(version), precision: precisionName(version) }),
    note: ({ precision, size }: ModelVersion) => {
      if (isKeyOf(WORDS.sizeNote, size)) return t(`sizeNote.${size}`);
      return isKeyOf(WORDS.precisionNote, precision) ? t(`precisionNote.${precision}`) : '';
    },
    share: (value: number) =>
      format.number(value, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    fileSize: ({ sizeBytes }: ModelVersion) =>
      sizeBytes < 1e6
        ? format.number(sizeBytes / 1e3, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
        : format.number(sizeBytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 2 }),
    megaFlops: (megaFlops: number) => format.number(megaFlops, { maximumSignificantDigits: 3 }),
    area: (value: number) => format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
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
