import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesUnder } from '../source-files';

/** What `app/globals.css` names itself. */
const GLOBAL = ['visually-hidden'];

const files = ['app', 'components'].flatMap(filesUnder);
const sources = files
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const modules = files.filter((path) => path.endsWith('.module.css'));
const words = new Set(filesUnder('components/kit/words').flatMap(classesOf));

describe('The kit of controls', () => {
  test('has every button and every field for files', () => {
    const own = sources
      .filter(({ path }) => !path.startsWith('components/kit/'))
      .filter(({ text }) => /<button\b|type="file"/.test(text));
    expect(own.map(({ path }) => path)).toEqual([]);
  });

  test('and its words keep all stylesheets under 7,500 lines (decision 018)', () => {
    const lines = files
      .filter((path) => path.endsWith('.css'))
      .map((path) => readFileSync(path, 'utf8').split('\n').length - 1);
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(7500);
  });

  test('imports no other folder of components', () => {
    const imported = sources
      .filter(({ path }) => path.startsWith('components/kit/'))
      .flatMap(({ text }) => [...text.matchAll(/from '(@\/components\/[^']+|\.\.\/[^']+)'/g)].map(([, from]) => from));
    expect(imported).toEqual([]);
  });
});

describe('The kit of charts', () => {
  const imports = sources.map(({ path, text }) => ({
    path,
    from: [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? ''),
  }));
  const isKit = (path: string) => path.startsWith('components/chart-kit/');

  test('has every chart: no other file draws with Recharts', () => {
    const drawing = imports.filter(({ from }) => from.includes('recharts')).map(({ path }) => path);
    expect(drawing.length).toBeGreaterThan(0);
    expect(drawing.filter((path) => !isKit(path))).toEqual([]);
  });

  test('knows the marks of lanes and nothing else of what it draws for', () => {
    const known = imports
      .filter(({ path }) => isKit(path))
      .flatMap(({ from }) => from.filter((name) => name.startsWith('@/components/') || name.startsWith('../')));
    expect(known.filter((name) => !/^@\/components\/(marks|chart-kit)\//.test(name))).toEqual([]);
  });
});

describe('Styles', () => {
  test('of a module are all asked for, and nothing is asked for that is not there', () => {
    const wrong = modules.flatMap((path) => {
      const there = new Set(classesOf(path));
      const asked = askedOf(path);
      if (asked === 'by name') return [];
      return [
        ...[...there].filter((name) => !asked.has(name)).map((name) => `${path}: nobody asks for .${name}`),
        ...[...asked].filter((name) => !there.has(name)).map((name) => `${path}: there is no .${name}`),
      ];
    });
    expect(wrong).toEqual([]);
  });

  test('of the words of layout are all used, and no other word is', () => {
    const said = new Set(sources.flatMap(({ path, text }) => wordsSaid(path, text)));
    expect([...words].filter((word) => !said.has(word))).toEqual([]);
    const unknown = sources.flatMap(({ path, text }) =>
      classNames(path, text)
        .filter((word) => !words.has(word) && !GLOBAL.includes(word))
        .map((word) => `${path}: ${word}`),
    );
    expect(unknown).toEqual([]);
  });
});

/** The classes that a stylesheet speaks of; those of others (`:global`) and of Mantine are left out. */
function classesOf(path: string): string[] {
  const css = readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/:global\([^)]*\)*/g, '')
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/"[^"]*"/g, '');
  return [...new Set([...css.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name ?? ''))];
}

/** The classes of a module that components and other modules ask for. */
function askedOf(module: string): Set<string> | 'by name' {
  const asked = new Set<string>();
  for (const { path, text } of sources)
    for (const [, name, from] of text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
      if (resolved(path, from ?? '') !== module) continue;
      const body = text.replace(/^import .*$/gm, '');
      if (new RegExp(`\\b${name}\\[`).test(body)) return 'by name';
      for (const [, member] of body.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) asked.add(member ?? '');
    }
  for (const path of modules)
    for (const [, names, from] of readFileSync(path, 'utf8').matchAll(/composes: ([\w -]+?)(?: from "([^"]+)")?;/g))
      if ((from === undefined ? path : resolved(path, from)) === module)
        for (const name of (names ?? '').split(' ')) asked.add(name);
  return asked;
}

function resolved(path: string, from: string): string {
  return from.startsWith('@/') ? from.slice(2) : posix.join(posix.dirname(path), from);
}

/** The words in `className` of a file that stand there as text: neither what is compared nor the look of a button. */
function classNames(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node) && node.name.getText() === 'className' && node.initializer)
      found.push(...textsIn(node.initializer, (part) => isCompared(part) || isLook(part)));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

/** Every word of every text in a file: classes are also handed on by other names. */
function wordsSaid(path: string, text: string): string[] {
  return textsIn(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
}

const isCompared = (node: ts.Node) =>
  ts.isBinaryExpression(node.parent) && /^[!=]==$/.test(node.parent.operatorToken.getText());
const isLook = (node: ts.Node) => ts.isCallExpression(node.parent) && node.parent.arguments[0] === node;

function textsIn(root: ts.Node, isOther: (node: ts.Node) => boolean = () => false): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isOther(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(...node.text.split(/\s+/).filter((word) => word !== ''));
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}
