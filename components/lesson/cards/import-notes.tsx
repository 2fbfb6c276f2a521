import { useFormatter, useTranslations } from 'next-intl';
import type { ImportNote } from '@/lib/lesson/cards/text/import-note';

/** Numbers of lines that are told. */
const MOST_LINES = 12;

/** What was understood of a file of cards, and what was left out of it. */
export function ImportNotes({ notes }: { readonly notes: readonly ImportNote[] }) {
  const t = useTranslations('cards.files.notes');
  const format = useFormatter();
  if (notes.length === 0) return null;
  const wordsOf = (note: ImportNote): string => {
    switch (note.kind) {
      case 'separator':
        return t(note.declared ? 'separator' : 'separatorFound', { separator: t(`separators.${note.separator}`) });
      case 'html':
        return t(note.declared ? 'html' : 'htmlFound');
      case 'encoding':
        return t('encoding', { encoding: note.encoding });
      case 'header-unused':
        return t('header-unused', { header: note.header, line: note.line });
      case 'column-unused':
        return t('column-unused', { column: note.column, name: note.name });
      default: {
        const shown = note.lines.slice(0, MOST_LINES).map(String);
        const more = note.lines.length - shown.length;
        const lines = format.list(more > 0 ? [...shown, t('more', { count: more })] : shown);
        return t(note.kind, { count: note.lines.length, lines });
      }
    }
  };
  const said = notes.map(wordsOf);
  return (
    <ul className="measure small" aria-label={t('label')}>
      {said.map((words) => (
        <li key={words} className="anywhere">
          {words}
        </li>
      ))}
    </ul>
  );
}
