import type { SourceFile } from './import-table';

/** Entries of one folder (files without their ending, and folders taken whole) that import one another in a circle. */
export interface ImportCircle {
  readonly folder: string;
  readonly entries: readonly string[];
  /** Those that close it, each as a sentence. */
  readonly imports: readonly string[];
}

/**
 * Every folder is looked at by itself: its files, and its folders taken whole, may import one another in one direction only. So no files and
 * no folders import one another in a circle, however deep they lie; that a folder's file imports what is in a folder beside it, and that imports
 * another file of the first, is none.
 */
export function importCircles(sources: readonly SourceFile[]): ImportCircle[] {
  const modules = new Set(sources.map(({ path }) => moduleOf(path)));
  const folders = new Map<string, Import[]>();
  for (const { path, imports } of sources) {
    for (const target of imports) {
      const crossing = crossingOf(
        moduleOf(path),
        modules.has(`${target}/index`) ? `${target}/index` : moduleOf(target),
      );
      if (!/^(app|components|lib|tests)\//.test(target) || !crossing) continue;
      const known = folders.get(crossing.folder) ?? [];
      folders.set(crossing.folder, [...known, { ...crossing, told: `${path} imports ${target}` }]);
    }
  }
  return [...folders].flatMap(([folder, imports]) => {
    const closing = closingOf(imports);
    const entries = [...new Set(closing.map(({ from }) => from))].sort();
    return entries.length > 0 ? [{ folder, entries, imports: closing.map(({ told }) => told) }] : [];
  });
}

interface Import {
  /** Entries of the deepest folder that holds both files. */
  readonly from: string;
  readonly to: string;
  readonly told: string;
}

const moduleOf = (path: string) => path.replace(/\.(tsx?|m?js)$/, '');

function crossingOf(path: string, target: string): (Omit<Import, 'told'> & { readonly folder: string }) | undefined {
  const [steps, targetSteps] = [path.split('/'), target.split('/')];
  const at = steps.findIndex((step, index) => step !== targetSteps[index]);
  const [from, to] = [steps[at], targetSteps[at]];
  return from !== undefined && to !== undefined ? { folder: steps.slice(0, at).join('/'), from, to } : undefined;
}

/** What is left when whoever imports none of the others, or is imported by none, has been taken away again and again. */
function closingOf(imports: readonly Import[]): readonly Import[] {
  const importing = new Set(imports.map(({ from }) => from));
  const imported = new Set(imports.map(({ to }) => to));
  const left = imports.filter(({ from, to }) => imported.has(from) && importing.has(to));
  return left.length === imports.length ? imports : closingOf(left);
}
