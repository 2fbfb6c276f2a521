import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_POLICY, POLICY_HEADER, pagePolicy } from '../headers/headers.mjs';

/** Where Next puts what it rendered when the site was built: `<page>.html`, or `<route>.body`, and the headers it is sent with, `<name>.meta`. */
const PRERENDERED = '.next/server/app';

/**
 * Gives every prerendered page the headers that only its HTML decides: a policy with the hash of each script and style in it, and `no-cache`.
 * Next keeps headers beside a page and sends them with it, so they are the same whichever server stands in front.
 * A style element of any page (but of Next's own page for a crash, which no link leads to) is allowed on all: who follows a link keeps the policy of the page that was opened first.
 */
export async function writePageHeaders(folder = PRERENDERED) {
  const names = await readdir(folder, { recursive: true });
  const pages = await Promise.all(
    names.filter((name) => name.endsWith('.html')).map((name) => readPage(join(folder, name))),
  );
  const ofOthers = pages
    .filter(({ path }) => !path.endsWith('_global-error.html'))
    .flatMap(({ inline }) => inline.styles);

  for (const { path, inline } of pages)
    await addHeaders(
      path.replace(/html$/, 'meta'),
      pagePolicy({ ...inline, styles: [...new Set([...inline.styles, ...ofOthers])].sort() }),
    );
  for (const name of names.filter((each) => each.endsWith('.body')))
    await addHeaders(join(folder, name.replace(/body$/, 'meta')), FILE_POLICY);
}

/** @param {string} path */
async function readPage(path) {
  return { path, inline: hashesOf(await readFile(path, 'utf8')) };
}

/** @param {string} path @param {string} policy */
async function addHeaders(path, policy) {
  const meta = JSON.parse(await readFile(path, 'utf8'));
  const headers = { ...meta.headers, 'cache-control': 'no-cache', [POLICY_HEADER]: policy };
  await writeFile(path, JSON.stringify({ ...meta, headers }));
}

/**
 * The hashes of what a Content-Security-Policy calls inline (CSP 3, section 8.2), each once. The HTML is React's: attributes stand in
 * double quotes, and their text holds no `<`, `>` or `"`.
 * @param {string} html
 */
export function hashesOf(html) {
  /** @type {{ scripts: Set<string>, styles: Set<string>, attributes: Set<string> }} */
  const found = { scripts: new Set(), styles: new Set(), attributes: new Set() };
  const markup = html.replace(/<(script|style)\b([^>]*)>(.*?)<\/\1>/gs, (_all, name, attributes, text) => {
    if (name === 'style') found.styles.add(hash(text));
    else if (!/\ssrc="/.test(attributes)) found.scripts.add(hash(text));
    return `<${name}${attributes}>`;
  });
  for (const [tag] of markup.matchAll(/<[a-z][^>]*>/gi)) {
    const [, style] = /\sstyle="([^"]*)"/i.exec(tag) ?? [];
    if (style !== undefined) found.attributes.add(hash(decoded(style)));
  }
  return { scripts: [...found.scripts], styles: [...found.styles], attributes: [...found.attributes] };
}

/** @param {string} text */
function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** @type {Readonly<Record<string, string>>} */
const ENTITIES = { '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** As React escapes an attribute. @param {string} text */
function decoded(text) {
  return text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
