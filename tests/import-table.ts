/** Folders that run anywhere and know only each other, lowest first: each may import those before it. */
const PURE = [
  ...['lib/errors', 'lib/workload', 'lib/emulate', 'lib/model', 'lib/modes', 'lib/measure'],
  ...['lib/live', 'lib/wire', 'lib/upload', 'lib/chart', 'lib/simulate'],
];
const ANYWHERE = [...PURE, 'lib/engine', 'lib/engine/wire', 'lib/experiment'];
/** Lowest first: each may import those before it. */
const SERVER = [
  'lib/processes',
  'lib/access',
  'lib/engine/server',
  'lib/db',
  'lib/batch',
  'lib/services',
  'lib/api',
  'lib/server',
];
const LESSON = ['lib/lesson', 'lib/exercises', 'lib/learner'];
const BROWSER = [
  ...ANYWHERE,
  'lib/export',
  'lib/engine/browser',
  'lib/i18n',
  'lib/device',
  'lib/lab',
  'lib/batch-page',
  'lib/simulator-page',
  ...LESSON,
];

/** Small libraries that run anywhere. */
const NEUTRAL_PACKAGES = ['@noble/hashes', 'zod'];
const UI_PACKAGES = ['react', 'react-dom', 'next-intl', '@mantine/', 'recharts', '@tabler/'];
const NODE = 'node:';
/** JSON that is read, not run. */
const DATA = ['public', 'package.json'];

interface Rule {
  /** Folders (or data) that may be imported; a folder may always import itself. */
  readonly folders: readonly string[];
  /** Packages that may be imported (a trailing slash or colon means any that starts so), or those that may not. */
  readonly packages: { readonly only: readonly string[] } | { readonly allBut: readonly string[] };
}

/** What each folder may import. The longest folder that contains a file rules it; every folder of `lib` is here. */
export const IMPORT_TABLE: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    PURE.map((folder, index) => [
      folder,
      { folders: [...PURE.slice(0, index), 'public'], packages: { only: NEUTRAL_PACKAGES } },
    ]),
  ),
  'lib/engine': { folders: [...PURE, 'lib/engine/wire'], packages: { only: NEUTRAL_PACKAGES } },
  'lib/engine/wire': { folders: [...PURE, 'lib/engine'], packages: { only: NEUTRAL_PACKAGES } },
  'lib/export': {
    folders: [...PURE, 'lib/engine', 'lib/engine/wire', 'lib/experiment', 'package.json'],
    packages: { only: NEUTRAL_PACKAGES },
  },
  'lib/experiment': { folders: [...PURE, 'lib/engine', 'lib/engine/wire'], packages: { only: NEUTRAL_PACKAGES } },
  'lib/engine/browser': {
    folders: [...PURE, 'lib/engine', 'lib/engine/wire'],
    packages: { only: [...NEUTRAL_PACKAGES, 'client-only', 'onnxruntime-web'] },
  },
  ...Object.fromEntries(
    SERVER.map((folder, index) => [
      folder,
      {
        folders: [...ANYWHERE, ...SERVER.slice(0, index), 'lib/headers', 'package.json'],
        packages: { allBut: [...UI_PACKAGES, 'client-only', 'onnxruntime-web'] },
      },
    ]),
  ),
  'lib/device': { folders: ['lib/errors'], packages: { only: ['client-only', 'idb'] } },
  'lib/headless': {
    folders: [...ANYWHERE, 'lib/export'],
    packages: { allBut: [...UI_PACKAGES, 'client-only', 'onnxruntime-web'] },
  },
  'lib/lesson': {
    folders: ANYWHERE,
    packages: {
      only: [...NEUTRAL_PACKAGES, 'decode-named-character-reference', 'mdast', 'mdast-util-directive', 'ts-fsrs'],
    },
  },
  'lib/lesson/source': {
    folders: [...ANYWHERE, 'lib/export', 'lib/lesson'],
    packages: { allBut: [...UI_PACKAGES, 'client-only', 'onnxruntime-web'] },
  },
  'lib/exercises': { folders: [...ANYWHERE, 'lib/lesson'], packages: { only: NEUTRAL_PACKAGES } },
  'lib/exercises/source': {
    folders: [...ANYWHERE, 'lib/lesson', 'lib/exercises'],
    packages: { allBut: [...UI_PACKAGES, 'client-only', 'onnxruntime-web'] },
  },
  'lib/learner': {
    folders: BROWSER,
    packages: { only: [...NEUTRAL_PACKAGES, 'client-only', 'idb', 'fflate', 'sql.js'] },
  },
  'lib/narration': {
    folders: [...PURE, 'lib/lesson', 'lib/lesson/source'],
    packages: { allBut: [...UI_PACKAGES, 'next'] },
  },
  'lib/lab': { folders: BROWSER, packages: { only: [...NEUTRAL_PACKAGES, 'client-only', 'idb'] } },
  'lib/batch-page': { folders: ANYWHERE, packages: { only: [...NEUTRAL_PACKAGES, 'client-only'] } },
  'lib/simulator-page': {
    folders: [...ANYWHERE, 'lib/export', 'lib/lab'],
    packages: { only: [...NEUTRAL_PACKAGES, 'client-only'] },
  },
  'lib/i18n': { folders: [...PURE, 'public'], packages: { only: ['next-intl', 'next', 'react'] } },
  'lib/headers': { folders: [], packages: { only: [] } },
  'lib/commands': { folders: ['lib/headers'], packages: { allBut: [...UI_PACKAGES, 'server-only', 'client-only'] } },
  'lib/training': { folders: PURE, packages: { allBut: [...UI_PACKAGES, 'next'] } },
  'components/chart-kit': {
    folders: [...PURE, 'components'],
    packages: { only: ['react', 'recharts'] },
  },
  components: {
    folders: [...BROWSER, 'components/chart-kit', 'public'],
    packages: {
      allBut: [NODE, 'recharts', 'server-only', 'onnxruntime-web', 'onnxruntime-node', 'hono', 'prom-client'],
    },
  },
  app: {
    folders: [...BROWSER, ...SERVER, 'lib/lesson/source', 'lib/exercises/source', 'components', 'public'],
    packages: { allBut: [] },
  },
};

export interface SourceFile {
  /** From the root of the repository, `/`-separated. */
  readonly path: string;
  /** A file of the repository (starts with `app/`, `lib/` ...) or a package. */
  readonly imports: readonly string[];
}

/** The import of a file that the table does not allow, each as a sentence. */
export function forbiddenImports({ path, imports }: SourceFile): string[] {
  const folder = folderOf(path);
  const rule = folder && IMPORT_TABLE[folder];
  if (!rule) return [];
  return imports
    .filter((target) => !(isOurs(target) ? mayImportFile(folder, rule, target) : mayImportPackage(rule, target)))
    .map((target) => `${path} imports ${target}: ${folder} may not`);
}

/** The folder of the table that rules a file (or an index, by its folder), or undefined where none does. */
export function folderOf(path: string): string | undefined {
  return Object.keys(IMPORT_TABLE)
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function isOurs(target: string): boolean {
  return /^(app|components|lib|public|tests)\//.test(target) || DATA.includes(target);
}

function mayImportFile(folder: string, rule: Rule, target: string): boolean {
  const targetFolder = DATA.find((data) => target.startsWith(data)) ?? folderOf(target);
  return targetFolder !== undefined && (targetFolder === folder || rule.folders.includes(targetFolder));
}

function mayImportPackage({ packages }: Rule, target: string): boolean {
  const isIn = (names: readonly string[]) =>
    names.some((name) =>
      /[/:]$/.test(name) ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
    );
  return 'only' in packages ? isIn(packages.only) : !isIn(packages.allBut);
}
