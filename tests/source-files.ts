import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './import-table';

const GENERATED = /^public\/ort\/|\.(br|gz)$|(^|\/)\.[^/]+$/;

/** Every file under a folder that people write, by its path from the root of the repository. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .filter((path) => !GENERATED.test(path))
    .sort();
}

export function readSource(path: string): SourceFile {
  return { path, imports: importsOf(path, readFileSync(path, 'utf8')) };
}

/**
 * Whatever a module refers to: static and dynamic imports, re-exports, imported types, `require`, and
 * `new URL('./worker.ts', import.meta.url)`. Files of the repository come as paths from its root.
 */
export function importsOf(path: string, text: string): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.add(fromRoot(path, specifier));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return [...found];
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  if (ts.isCallExpression(node)) {
    const isDynamicImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
    return isDynamicImport || isRequire ? textOf(node.arguments[0]) : undefined;
  }
  const isUrl = ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL';
  const [target, base] = isUrl ? (node.arguments ?? []) : [];
  const isBesideModule = base && ts.isPropertyAccessExpression(base) && ts.isMetaProperty(base.expression);
  return isBesideModule ? textOf(target) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function fromRoot(path: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  return specifier.startsWith('.') ? posix.join(dirname(path), specifier) : specifier;
}
