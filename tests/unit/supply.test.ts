import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dependencyList, productionDependencies } from '@/lib/commands/dependencies.mjs';
import advisories from '@/lib/supply/advisories.json';
import packageJson from '@/package.json';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);
const PACKAGES = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const where = (test: (locked: Locked, name: string) => boolean) =>
  PACKAGES.filter(([path, locked]) => test(locked, nameOf(path))).map(
    ([path, { version }]) => `${nameOf(path)} ${version}`,
  );

describe('The lock file', () => {
  test('says of every package what its bytes must be, and of none where they come from', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(PACKAGES.length).toBeGreaterThan(300);
    expect(where(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toEqual([]);
    expect(where(({ resolved, link }) => resolved !== undefined || link === true)).toEqual([]);
  });

  test('is of this package.json', () => {
    const { dependencies, devDependencies } = lock.packages[''] ?? {};
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: packageJson.dependencies,
      devDependencies: packageJson.devDependencies,
    });
    for (const name of Object.keys({ ...dependencies, ...devDependencies }))
      expect(lock.packages[`node_modules/${name}`], name).toBeDefined();
  });
});

describe('Scripts of packages', () => {
  /** Each with what its script does, and why the site does without. */
  const KNOWN = [
    '@parcel/watcher', // builds from source where there is no binary; next-intl watches files with it under `next dev` alone
    '@swc/core', // looks whether its binary runs; Next brings another
    'esbuild', // puts its binary in place of its JavaScript, to start 0.1 s sooner
    'onnxruntime-node', // fetches CUDA; the binary for CPUs is in the package
    'protobufjs', // warns of versions that do not fit
  ];

  test('are not run when the site is installed', () => {
    expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
  });

  test('are those that are known not to be needed', () => {
    const names = PACKAGES.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect([...new Set(names)].sort()).toEqual(KNOWN);
  });
});

describe('Licences', () => {
  const FREE = [
    'MIT',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'ISC',
    '0BSD',
    'BlueOak-1.0.0',
    'OFL-1.1',
    'CC0-1.0',
  ];
  /** Not code, and not sent to browsers: which browser can do what. */
  const DATA = { 'caniuse-lite': 'CC-BY-4.0' } as const;
  /** Next's optional resizing of pictures, which this site switches off (`images.unoptimized`): loaded by nothing. */
  const UNUSED = /^@img\/sharp-/;
  /** Tools of development only; used as they are, and no part of the site. */
  const TOOLS = ['MPL-2.0'];

  const isFree = (licence = '', and: readonly string[] = []) => {
    const [all, any] = [/ AND /, / OR /].map((by) => licence.replace(/^\(|\)$/g, '').split(by)) as [string[], string[]];
    const free = [...FREE, ...and];
    return all.every((each) => free.includes(each)) || any.some((each) => free.includes(each));
  };

  test('of all that runs with the site are free for any use', () => {
    const others = productionDependencies(lock).filter(
      ({ name, licence }) => !isFree(licence) && !UNUSED.test(name) && DATA[name as keyof typeof DATA] !== licence,
    );
    expect(others).toEqual([]);
  });

  test('of tools are free for any use, or ask only for changes to themselves', () => {
    expect(where(({ dev, license }) => dev === true && !isFree(license, TOOLS))).toEqual([]);
  });

  test.each(['GPL-3.0', 'MIT AND GPL-3.0', '', 'SEE LICENSE IN x', 'MPL-2.0', '(GPL-2.0 OR AGPL-3.0)'])(
    'are looked at: not "%s"',
    (licence) => {
      expect(isFree(licence)).toBe(false);
    },
  );
});

describe('Known advisories', () => {
  test.each(advisories.floors)(
    'are mended in every copy of $package: $floor or later',
    ({ package: name, floor, source }) => {
      const copies = where((_locked, each) => each === name).map((text) => text.split(' ')[1] ?? '');
      expect(copies.length).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\//);
      const old = copies.filter((version) => isBefore(version, floor));
      expect(old.filter((version) => !TOOLS_OF_TESTS.includes(`${name} ${version}`))).toEqual([]);
    },
  );

  test('name every direct dependency that answers strangers or touches what they send', () => {
    const named = advisories.floors.map((each) => each.package);
    expect(named).toEqual(
      expect.arrayContaining(['next', 'react', 'hono', '@hono/node-server', 'drizzle-orm', 'yaml']),
    );
  });

  test.each([
    ['16.3.3', '16.3.3', false],
    ['16.3.2', '16.3.3', true],
    ['16.10.0', '16.3.3', false],
    ['15.9.9', '16.3.3', true],
    ['16.3.3-canary.1', '16.3.3', true],
    ['17.0.0-rc.1', '16.3.3', false],
  ])('are looked for by version: %s is before %s: %s', (version, floor, before) => {
    expect(isBefore(version, floor)).toBe(before);
  });
});

test('The list of what runs with the site is of this lock file', () => {
  expect(readFileSync('lib/supply/dependencies.md', 'utf8'), 'run "node lib/commands/dependencies.mjs"').toBe(
    dependencyList(lock),
  );
  expect(productionDependencies(lock).map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.keys(packageJson.dependencies)),
  );
});

/** The old reader of ONNX files for tests, which read files of this repository only. */
const TOOLS_OF_TESTS = ['protobufjs 6.11.6'];

/** Semantic versions; one that is not yet released comes before it. */
function isBefore(version: string, floor: string): boolean {
  const [numbers = '', early] = version.split('-', 2);
  const parts = numbers.split('.').map(Number);
  const least = floor.split('.').map(Number);
  const at = least.findIndex((part, index) => part !== parts[index]);
  if (at === -1) return early !== undefined;
  return (parts[at] ?? 0) < (least[at] ?? 0);
}
