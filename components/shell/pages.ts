/** The pages the header leads to, in order; their names are in the catalogue under `shell.nav`. */
export const PAGES = [
  { id: 'learn', href: '/learn' },
  { id: 'lab', href: '/lab' },
  { id: 'simulator', href: '/simulator' },
  { id: 'exercises', href: '/exercises' },
  { id: 'batch', href: '/batch' },
  { id: 'runs', href: '/runs' },
  { id: 'models', href: '/models' },
  { id: 'apiReference', href: '/api-reference' },
] as const;
