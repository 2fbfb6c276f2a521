/** The pages around exercises; their names are in the catalogue under `exercises.pages`. */
export const EXERCISE_PAGES = [
  { id: 'exercises', href: '/exercises' },
  { id: 'scenarios', href: '/exercises/scenarios' },
  { id: 'test', href: '/exercises/test' },
  { id: 'progress', href: '/exercises/progress' },
  { id: 'sets', href: '/exercises/sets' },
] as const;
