import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const LIST = 'lib/supply/dependencies.md';
const WIDTH = 140;

/** @typedef {{ version: string, license?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} Locked */
/** @typedef {{ name: string, version: string, licence: string, isDirect: boolean, isOptional: boolean }} Dependency */

/**
 * What runs with the site, as the lock file has it: no tools of development. Once per name and version.
 * @param {{ packages: Record<string, Locked & { dependencies?: Record<string, string> }> }} lock
 * @returns {Dependency[]} by name
 */
export function productionDependencies({ packages }) {
  const direct = packages['']?.dependencies ?? {};
  /** @type {Map<string, Dependency>} */
  const found = new Map();
  for (const [path, { version, license, dev, optional, devOptional }] of Object.entries(packages)) {
    if (path === '' || dev) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const isDirect = path === `node_modules/${name}` && name in direct;
    const isOptional = Boolean(optional ?? devOptional);
    found.set(`${name} ${version}`, { name, version, licence: license ?? 'not stated', isDirect, isOptional });
  }
  return [...found.values()].sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));
}

/** The list as a document. @param {Parameters<typeof productionDependencies>[0]} lock */
export function dependencyList(lock) {
  const all = productionDependencies(lock);
  const direct = all.filter(({ isDirect }) => isDirect);
  const rest = (/** @type {boolean} */ isOptional) =>
    all.filter((each) => !each.isDirect && each.isOptional === isOptional);
  return [
    '# What runs with the site',
    '',
    'Made from package-lock.json by `node lib/commands/dependencies.mjs`; a test says when it is out of date. Known advisories, and from which version',
    'on they are mended: `advisories.json`.',
    ...section('Asked for by package.json', direct),
    ...section('Brought along', rest(false)),
    ...section('Brought along for some platforms, or only where it is wanted', rest(true)),
    '',
  ].join('\n');
}

/** @param {string} title @param {Dependency[]} dependencies */
function section(title, dependencies) {
  const licences = [...new Set(dependencies.map(({ licence }) => licence))].sort();
  const lines = licences.flatMap((licence) => {
    const names = dependencies
      .filter((each) => each.licence === licence)
      .map(({ name, version }) => `${name} ${version}`);
    return ['', `**${licence}** (${names.length}):`, ...wrapped(names)];
  });
  return ['', `## ${title} (${dependencies.length})`, ...lines];
}

/** @param {string[]} words */
function wrapped(words) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.map((each, at) => (at < words.length - 1 ? `${each},` : each))) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(LIST, dependencyList(JSON.parse(readFileSync('package-lock.json', 'utf8'))));
