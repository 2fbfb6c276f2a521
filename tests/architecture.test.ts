import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EQUAL_FOOTING } from '@/lib/engine/equal-footing';
import { importCircles } from './import-circles';
import { folderOf, forbiddenImports, IMPORT_TABLE } from './import-table';
import { filesUnder, importsOf, readSource } from './source-files';

const FOLDERS = ['app', 'components', 'lib', 'tests'];
const FILES = FOLDERS.flatMap(filesUnder);
const SOURCES = FILES.filter((path) => /\.(tsx?|m?js)$/.test(path)).map(readSource);

const TOP_LEVEL = [
  ...['LICENSE', 'README.md', 'next.config.js', 'package-lock.json', 'package.json', 'tsconfig.json'],
  ...['app', 'components', 'lib', 'public', 'tests'],
];
/** Ignored by git. */
const GENERATED = ['next-env.d.ts', 'node_modules', 'test-results', 'tsconfig.tsbuildinfo'];

const MOST_LINES = 400;
/** Next's own spelling of dynamic segments, route groups and private folders is left alone. */
const KEBAB_CASE = /^(_?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*|\[.*\]|\(.*\)|@[a-z]+|[A-Z]+\.md|\d{3}-[a-z0-9-]+\.md)$/;
const VAGUE_NAME = /(^|-)(utils?|helpers?|commons?|misc)(-|$)/;

describe('The import table', () => {
  test('holds for every file', () => {
    expect(SOURCES.flatMap(forbiddenImports)).toEqual([]);
  });

  test('lists every folder of lib', () => {
    const loose = FILES.filter((path) => /^lib\/.+\.(tsx?|m?js)$/.test(path) && !folderOf(path));
    expect(loose).toEqual([]);
  });

  test('lists no folder that is not there', () => {
    expect(Object.keys(IMPORT_TABLE).filter((folder) => !existsSync(folder))).toEqual([]);
  });

  test.each([
    ['lib/model/x.ts', "import { useState } from 'react';"],
    ['lib/model/x.ts', "import type { Mode } from '../modes/mode';"],
    ['lib/measure/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['lib/workload/x.ts', "export { InferenceSession } from 'onnxruntime-node';"],
    ['lib/engine/x.ts', "import './browser/x';"],
    ['lib/engine/wire/x.ts', "import 'server-only';"],
    ['lib/experiment/x.ts', "await import('@/lib/engine/server/x');"],
    ['lib/engine/browser/x.ts', "new Worker(new URL('../server/x.ts', import.meta.url));"],
    ['lib/engine/server/x.ts', "import { createStore } from '../../lab/x';"],
    ['lib/api/x.ts', "import 'onnxruntime-web/wasm';"],
    ['lib/api/x.ts', "import { startServer } from '../server/native-server';"],
    ['lib/batch/x.ts', "import { createServices } from '../services/services';"],
    ['lib/lab/x.ts', "type Pool = import('../engine/server/x').Pool;"],
    ['lib/lab/x.ts', "import { useEffect } from 'react';"],
    ['lib/commands/x.mjs', "import '../model/index';"],
    ['components/lab/x.tsx', "import { app } from '@/lib/api/x';"],
    ['components/lab/x.tsx', "import { LineChart } from 'recharts';"],
    ['components/chart-kit/x.tsx', "import { useTranslations } from 'next-intl';"],
    ['components/lab/x.tsx', "const fs = require('node:fs');"],
    ['app/lab/page.tsx', "import '@/tests/x';"],
  ])('catches, in %s, %s', (path, text) => {
    expect(forbiddenImports({ path, imports: importsOf(path, text) })).toHaveLength(1);
  });

  test.each([
    ['lib/measure/x.ts', "import type { Tensor } from '../model/tensor';"],
    ['lib/experiment/x.ts', "import type { Engine } from '../engine/contract';"],
    ['lib/engine/browser/x.ts', "import * as ort from 'onnxruntime-web/wasm';"],
    ['components/lab/x.tsx', "import { useState } from 'react';"],
    ['components/lab/x.tsx', "import { CurveChart } from '@/components/chart-kit/curve-chart';"],
    ['components/chart-kit/x.tsx', "import { LineChart } from 'recharts';"],
    ['app/api/[[...route]]/route.ts', "import { app } from '@/lib/api/app';"],
  ])('allows, in %s, %s', (path, text) => {
    expect(forbiddenImports({ path, imports: importsOf(path, text) })).toEqual([]);
  });
});

describe('Files and folders', () => {
  test('import one another in one direction only; texts alone hold directives that hold texts', () => {
    expect(importCircles(SOURCES)).toEqual([
      expect.objectContaining({ folder: 'components/lesson/prose', entries: ['directive', 'render-nodes'] }),
    ]);
  });

  test.each<[circle: string, folder: string, entries: readonly string[], files: Readonly<Record<string, string>>]>([
    [
      'two files',
      'lib/a',
      ['x', 'y'],
      { 'lib/a/x.ts': "import './y';", 'lib/a/y.tsx': "import type { X } from './x';" },
    ],
    [
      'three folders',
      'lib',
      ['a', 'b', 'c'],
      {
        'lib/a/x.ts': "import '../b/deep/x';",
        'lib/b/deep/x.ts': "import '@/lib/c/x';",
        'lib/c/y.ts': "new Worker(new URL('../a/y.ts', import.meta.url));",
      },
    ],
    [
      'a folder by its index and a file of its own',
      'lib/a',
      ['index', 'x'],
      { 'lib/a/index.ts': "export * from './x';", 'lib/a/x.ts': "import '@/lib/a';" },
    ],
    [
      'a folder and a file beside it, by way of another file',
      'lib/a',
      ['deep', 'x', 'y'],
      { 'lib/a/x.ts': "import './deep/x';", 'lib/a/deep/x.ts': "import '../y';", 'lib/a/y.ts': "import './x';" },
    ],
  ])('are caught where a circle is of %s', (_, folder, entries, files) => {
    const sources = Object.entries(files).map(([path, text]) => ({ path, imports: importsOf(path, text) }));
    expect(importCircles(sources)).toEqual([expect.objectContaining({ folder, entries })]);
  });

  test('may import what is in a folder that imports another file of theirs', () => {
    const files = {
      'lib/a/x.ts': "import './deep/x';",
      'lib/a/deep/x.ts': "import '../y';",
      'lib/b/x.ts': "import '../a/x';",
    };
    expect(
      importCircles(Object.entries(files).map(([path, text]) => ({ path, imports: importsOf(path, text) }))),
    ).toEqual([]);
  });
});

describe('Modules of one side', () => {
  const sides = [
    {
      guard: 'server-only',
      folders: ['lib/engine/server', 'lib/db', 'lib/batch', 'lib/services', 'lib/api', 'lib/server'],
    },
    { guard: 'client-only', folders: ['lib/engine/browser'] },
  ];

  test.each(sides)('that others import carry "$guard"', ({ guard, folders }) => {
    const isInside = (path: string) => folders.includes(folderOf(path) ?? '');
    const fromOutside = new Set(
      SOURCES.filter(({ path }) => !isInside(path) && !path.startsWith('tests/')).flatMap(({ imports }) => imports),
    );
    const unguarded = SOURCES.filter(
      ({ path }) => isInside(path) && fromOutside.has(path.replace(/(\/index)?\.tsx?$/, '')),
    )
      .filter(({ imports }) => !imports.includes(guard))
      .map(({ path }) => path);
    expect(unguarded).toEqual([]);
  });

  test.each(sides.flatMap(({ guard, folders }) => folders.map((folder) => ({ guard, folder }))))(
    '$folder is guarded by "$guard"',
    ({ guard, folder }) => {
      const guarded = SOURCES.filter(({ path, imports }) => folderOf(path) === folder && imports.includes(guard));
      expect(guarded).not.toEqual([]);
    },
  );
});

/** Which rules a test quotes as `SPEC 1.2` follows from its name. */
const isOfSimulator = (path: string) => path.includes('simulat');

describe.each([
  ['of measurement', 'lib/measure/SPEC.md', (path: string) => !isOfSimulator(path), 50],
  ['of the simulator', 'lib/simulate/SPEC.md', isOfSimulator, 20],
] as const)('The rules %s', (_, file, isOf, fewest) => {
  const rules = [...readFileSync(file, 'utf8').matchAll(/^- \*\*(\d+\.\d+)\*\*/gm)].map(([, rule]) => rule ?? '');

  test('are each quoted by a test or a benchmark, and none is quoted that is not there', () => {
    const quoted = new Set(
      FILES.filter((path) => /^tests\/.*\.(ts|tsx)$/.test(path) && isOf(path)).flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/SPEC ((?:\d+\.\d+(?:, | and )?)+)/g)].flatMap(([, numbers]) =>
          (numbers ?? '').split(/, | and /).filter((number) => number !== ''),
        ),
      ),
    );
    expect(rules.length).toBeGreaterThan(fewest);
    expect(rules.filter((rule) => !quoted.has(rule))).toEqual([]);
    expect([...quoted].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});

describe('The rules of measurement', () => {
  test('SPEC 14.4: every session of a runtime stands on equal footing', () => {
    const creating = SOURCES.map(({ path }) => ({ path, text: readFileSync(path, 'utf8') })).filter(
      ({ path, text }) => path.startsWith('lib/engine/') && text.includes('InferenceSession.create('),
    );
    expect(creating.map(({ path }) => path).sort()).toEqual([
      'lib/engine/browser/worker-engine.ts',
      'lib/engine/server/batch-thread.ts',
      'lib/engine/server/fresh-start.ts',
      'lib/engine/server/inference-worker.ts',
    ]);
    expect(creating.filter(({ text }) => !text.includes('...EQUAL_FOOTING')).map(({ path }) => path)).toEqual([]);
    expect(EQUAL_FOOTING).toEqual({ enableCpuMemArena: true, enableMemPattern: true });
  });
});

describe('Files', () => {
  test('at the top are the agreed ones and no others', () => {
    const present = readdirSync('.').filter((name) => !name.startsWith('.') && !GENERATED.includes(name));
    expect(present.sort()).toEqual(TOP_LEVEL.sort());
  });

  test('are named in kebab-case', () => {
    const names = FILES.flatMap((path) => path.split('/').map((name) => ({ path, name })));
    expect(names.filter(({ name }) => !KEBAB_CASE.test(name)).map(({ path }) => path)).toEqual([]);
  });

  test('are named for what they hold', () => {
    const stems = FILES.flatMap((path) =>
      path.split('/').map((name) => ({ path, stem: basename(name).split('.')[0] })),
    );
    expect(stems.filter(({ stem }) => VAGUE_NAME.test(stem ?? '')).map(({ path }) => path)).toEqual([]);
  });

  test(`have no more than ${MOST_LINES} lines`, () => {
    const long = FILES.filter((path) => /\.(tsx?|m?js|css)$/.test(path))
      .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual([]);
  });

  test('that are commands of CI can be run', () => {
    expect(statSync('.ci/run').mode & 0o111).toBe(0o111);
  });
});
