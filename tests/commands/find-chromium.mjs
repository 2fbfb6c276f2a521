import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from '../../lib/commands/bootstrap.mjs';
import { runPackage } from '../../lib/commands/run.mjs';
import { installDebianPackage, succeeds } from './apt.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
  'C:\\Program Files\\Google\\Chrome\\Application',
];
const FILES = [...NAMES, 'Google Chrome', 'Chromium', 'chrome.exe'];
const DOWNLOAD_LIMIT_MS = 180_000;

/**
 * The path of a Chromium that starts, installing one when there is none; null when there is no way to get one.
 * `CHROMIUM_PATH` comes first, and is not second-guessed.
 * @returns {Promise<string | null>}
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) return startsOrNull(process.env.CHROMIUM_PATH);
  return (await firstThatStarts()) ?? (await fromPlaywright()) ?? (await fromDebian());
}

/** What to tell a person when `findChromium` found none. */
export function withoutChromium() {
  return process.env.CHROMIUM_PATH
    ? `CHROMIUM_PATH is "${process.env.CHROMIUM_PATH}", and no Chromium starts there.`
    : 'there is no Chromium here, and neither Playwright nor apt-get could install one. Install Chromium or Chrome, or ' +
        'set CHROMIUM_PATH to the program, and run the command again.';
}

async function firstThatStarts() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_PLACES].filter(Boolean);
  const paths = folders.flatMap((folder) => FILES.map((name) => join(folder, name))).filter(isExecutable);
  for (const path of [...new Set(paths), await playwrightPath()]) {
    if (existsSync(path) && (await startsOrNull(path))) return path;
  }
  return null;
}

async function fromPlaywright() {
  say('no Chromium found: asking Playwright to download one (up to 3 minutes) ...');
  const { ok } = await runPackage('playwright/cli.js', ['install', 'chromium'], { timeoutMs: DOWNLOAD_LIMIT_MS });
  return ok ? startsOrNull(await playwrightPath()) : null;
}

async function fromDebian() {
  return (await installDebianPackage('chromium')) ? firstThatStarts() : null;
}

async function playwrightPath() {
  // Loaded late: the dependencies may have been installed a moment ago.
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/** A program that is there may still lack libraries. @param {string} path */
async function startsOrNull(path) {
  return (await succeeds([path, '--version'])) ? path : null;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
