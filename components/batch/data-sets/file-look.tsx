'use client';

import { Select } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';
import { WideTable } from '@/components/charts/table-card';
import { Button } from '@/components/kit/button';
import { Notice } from '@/components/kit/notice';
import type { FileLook } from '@/lib/batch-page/look-at-file';
import { isTable } from '@/lib/model/manifest';
import { readNumber } from '@/lib/upload/read-number';
import { sampleFaults } from '@/lib/upload/sample-faults';
import type { CsvSurvey } from '@/lib/upload/survey-csv';
import {
  UPLOAD_DECIMALS,
  UPLOAD_ENCODINGS,
  UPLOAD_HEADERS,
  UPLOAD_LABELS,
  UPLOAD_RANGES,
  UPLOAD_SEPARATORS,
  type UploadDecimal,
  type UploadWishes,
} from '@/lib/wire/upload';
import styles from './forms.module.css';
import { useColumnWords, useReadingWords } from './use-reading-words';

/** Rows and columns of the file that are shown. */
const ROWS_SHOWN = 3;
const COLUMNS_SHOWN = 16;
const FAULTS_SHOWN = 5;

interface FileLookCardProps {
  readonly look: FileLook;
  readonly disabled: boolean;
  onChange(wishes: UploadWishes): void;
  onSend(): void;
  onLeave(): void;
}

/** How a file will be read, before it is sent; each part may be changed. */
export function FileLookCard({ look, disabled, onChange, onSend, onLeave }: FileLookCardProps) {
  const t = useTranslations('batch.dataSets.look');
  const figures = useFigures();
  const reading = useReadingWords();
  const columns = useColumnWords();
  const { file, reading: found, problems, questions, survey } = look;
  const isClear = problems.length === 0 && questions.length === 0;
  return (
    <section className="grid one-column gap-3" aria-label={t('title', { name: file.name })}>
      <p className="small anywhere">
        <strong>{file.name}</strong> <span className="soft figures">{figures.bytes(file.size)}</span>
      </p>
      {found ? (
        <p role="status">{t('readAs', { words: reading(found).join(', ') })}</p>
      ) : (
        <p className="soft small">{t('parquet')}</p>
      )}
      {found &&
        problems.length === 0 &&
        columns(found).map((words) => (
          <p key={words} className="soft small anywhere">
            {words}
          </p>
        ))}
      <Ways look={look} disabled={disabled} onChange={onChange} />
      <Problems problems={problems} />
      {survey && <Faults survey={survey} />}
      {survey && survey.rows.length > 0 && problems.length === 0 && <FirstRows survey={survey} />}
      <div className="row wrap gap-2">
        <Button look="go" disabled={disabled || !isClear} onClick={onSend}>
          {t('send')}
        </Button>
        <Button disabled={disabled} onClick={onLeave}>
          {t('leave')}
        </Button>
      </div>
    </section>
  );
}

/** What may be said of a file where it was found out wrongly, or could not be. */
function Ways({ look, disabled, onChange }: Pick<FileLookCardProps, 'look' | 'disabled' | 'onChange'>) {
  const t = useTranslations('batch.dataSets.reading');
  const ask = useTranslations('batch.dataSets.look');
  const figures = useFigures();
  const { reading, questions, format, model, wishes } = look;
  const white = { bytes: figures.count(255), shares: figures.count(1) };
  const mayChooseLabel = reading?.header === 'none' || questions.some(({ about }) => about === 'label') || wishes.label;
  const ways = {
    separator: {
      ids: format === 'csv' ? UPLOAD_SEPARATORS : [],
      word: (id: string) => t(`separator.${id as 'comma'}`),
    },
    decimal: { ids: UPLOAD_DECIMALS, word: (id: string) => t(`decimal.${id as 'comma'}`) },
    encoding: {
      ids: format === 'parquet' ? [] : UPLOAD_ENCODINGS,
      word: (id: string) => t(`encoding.${id as 'utf-8'}`),
    },
    header: { ids: format === 'csv' ? UPLOAD_HEADERS : [], word: (id: string) => t(`header.${id as 'none'}`) },
    range: {
      ids: isTable(model) ? [] : UPLOAD_RANGES,
      word: (id: string) => t(`range.${id as 'bytes'}`, { white: white[id as 'bytes'] }),
    },
    label: { ids: mayChooseLabel ? UPLOAD_LABELS : [], word: (id: string) => t(`labelAt.${id as 'first'}`) },
  } as const;
  const found: Readonly<Record<keyof typeof ways, string | null>> = {
    ...{ separator: null, decimal: null, encoding: null, header: null, range: null },
    ...reading,
    label: null,
  };
  return (
    <div className={`${styles.pair} grid gap-3`}>
      {(Object.keys(ways) as (keyof typeof ways)[]).map((about) => {
        const { ids, word } = ways[about];
        if (ids.length === 0) return null;
        const question = questions.find((asked) => asked.about === about);
        const byItself = found[about];
        const auto = question
          ? ask('choose')
          : byItself
            ? ask('found', { word: word(byItself) })
            : ask(format === 'csv' ? 'none' : 'find');
        return (
          <Select
            key={about}
            size="md"
            disabled={disabled}
            label={ask(`ways.${about}`)}
            value={wishes[about] ?? 'auto'}
            data={[{ value: 'auto', label: auto }, ...ids.map((id) => ({ value: id, label: word(id) }))]}
            error={
              question && ask(`asked.${question.about}`, { example: 'example' in question ? question.example : '' })
            }
            allowDeselect={false}
            comboboxProps={{ shadow: 'none' }}
            onChange={(chosen) => onChange(withWish(wishes, about, chosen))}
          />
        );
      })}
    </div>
  );
}

function withWish(wishes: UploadWishes, about: keyof UploadWishes, chosen: string | null): UploadWishes {
  const { [about]: _, ...others } = wishes;
  return chosen === null || chosen === 'auto' ? others : ({ ...others, [about]: chosen } as UploadWishes);
}

/** What is wrong with the file as a whole. */
function Problems({ problems }: { problems: readonly string[] }) {
  const t = useTranslations('batch.dataSets.look');
  if (problems.length === 0) return null;
  return (
    <Notice>
      <p>{t('problems', { count: problems.length })}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What is wrong with its first rows. */
function Faults({ survey }: { survey: CsvSurvey }) {
  const t = useTranslations('batch.dataSets.look');
  const faults = sampleFaults(survey);
  const rows = new Set(faults.map(({ line }) => line)).size;
  const more = faults.length - FAULTS_SHOWN;
  if (rows === 0) return null;
  return (
    <Notice standing>
      <p>{t('faults', { count: rows, of: survey.rows.length })}</p>
      <ul className="small">
        {faults.slice(0, FAULTS_SHOWN).map(({ line, column, reason }) => (
          <li key={`${line} ${column}`}>{t('fault', { line, where: column ? `, ${column}` : '', reason })}</li>
        ))}
        {more > 0 && <li>{t('moreFaults', { count: more })}</li>}
      </ul>
    </Notice>
  );
}

/** The first rows under what each column is taken for, numbers as they are read. */
function FirstRows({ survey: { names, rows, plan, dialect } }: { survey: CsvSurvey }) {
  const t = useTranslations('batch.dataSets.look');
  const shown = names.slice(0, COLUMNS_SHOWN).map((name, at) => ({ name, at, use: plan.uses[at] }));
  return (
    <WideTable label={t('firstRows')}>
      <thead>
        <tr>
          {shown.map(({ name, at, use }) => (
            <th key={at} scope="col">
              {use?.is === 'value' ? use.column.name : name.trim() || t('unnamed', { at: at + 1 })}
              {use?.is === 'kept' && <span className="soft"> {t('kept')}</span>}
            </th>
          ))}
          {names.length > shown.length && <th scope="col">{t('more', { count: names.length - shown.length })}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, ROWS_SHOWN).map((cells, row) => (
          <tr key={row}>
            {shown.map(({ at, use }) => (
              <td key={at}>{use?.is === 'value' ? asRead(cells[at] ?? '', dialect.decimal) : cells[at]}</td>
            ))}
            {names.length > shown.length && <td>…</td>}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function asRead(cell: string, decimal: UploadDecimal | null): string {
  const value = readNumber(cell.trim(), decimal);
  return typeof value === 'number' ? String(value) : cell;
}
