'use client';

import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { LABEL_COLUMN } from '@/lib/upload/columns';
import { plainName } from '@/lib/upload/names';
import type { UploadReading } from '@/lib/wire/upload';

/** How a file was understood, in short phrases: "semicolons", "decimal comma", "UTF-16". */
export function useReadingWords() {
  const t = useTranslations('batch.dataSets.reading');
  const figures = useFigures();
  return ({ encoding, separator, decimal, header, range, notes }: UploadReading): readonly string[] => [
    ...(separator ? [t(`separator.${separator}`)] : []),
    ...(decimal ? [t(`decimal.${decimal}`)] : []),
    ...(encoding ? [t(`encoding.${encoding}`)] : []),
    ...(header === 'none' ? [t('headless')] : []),
    ...(range ? [t(`range.${range}`, { white: figures.count(range === 'bytes' ? 255 : 1) })] : []),
    ...notes.map((note) => t(`notes.${note}`)),
  ];
}

/** Of columns. */
const MOST_NAMES = 8;

/** What became of the columns of a file, a sentence each. */
export function useColumnWords() {
  const t = useTranslations('batch.dataSets.reading');
  const few = (names: readonly string[]) =>
    names.length <= MOST_NAMES
      ? names.join(', ')
      : t('more', { first: names.slice(0, MOST_NAMES - 1).join(', '), count: names.length - MOST_NAMES + 1 });
  return ({ label, columns, kept, leftOut, absent }: UploadReading): readonly string[] => [
    ...(label !== null && plainName(label) !== LABEL_COLUMN ? [t('label', { name: label })] : []),
    ...(telling(columns).length > 0 ? [t('columns', { names: few(telling(columns)) })] : []),
    ...(absent.length > 0 ? [t('absent', { count: absent.length, names: absent.join(', ') })] : []),
    ...(kept.length > 0 ? [t('kept', { count: kept.length, names: few(kept) })] : []),
    ...(leftOut.length > 0 ? [t('leftOut', { names: few(leftOut) })] : []),
  ];
}

/** Of pairs such as "Status = label" those that are not the same name in other letters; the label has a sentence of its own. */
function telling(columns: readonly string[]): readonly string[] {
  return columns.filter((pair) => {
    const at = pair.lastIndexOf(' = ');
    const target = pair.slice(at + 3);
    return target !== LABEL_COLUMN && plainName(pair.slice(0, at)) !== plainName(target);
  });
}
