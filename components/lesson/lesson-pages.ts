/** The pages of the lesson in the order they are read; their names are in the catalogue under `lesson.pages`. */
export const LESSON_PAGES = [
  { id: 'overview', href: '/learn' },
  { id: 'batch', href: '/learn/batch' },
  { id: 'online', href: '/learn/online' },
  { id: 'edge', href: '/learn/edge' },
  { id: 'choosing', href: '/learn/choosing' },
  { id: 'listen', href: '/learn/listen' },
  { id: 'remember', href: '/learn/remember' },
  { id: 'cards', href: '/learn/cards' },
  { id: 'glossary', href: '/learn/glossary' },
  { id: 'references', href: '/learn/references' },
] as const;
