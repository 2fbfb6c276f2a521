import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright/test';

/** The kernel counts in hundredths of a second, whatever the machine (USER_HZ). */
const TICKS_PER_SECOND = 100;

/** What a browser has used so far. Seconds. */
export interface BrowserCpu {
  readonly atSeconds: number;
  /** All processes of the browser, those of its own work too. */
  readonly wholeSeconds: number;
  /** CPU time of the main threads of its pages. */
  readonly mainThreadSeconds: number;
  /** Time the page's main thread was in a task, running or held up. */
  readonly taskSeconds: number;
}

/** How busy a browser was between two readings, in cores. */
export interface BrowserLoad {
  readonly whole: number;
  readonly mainThread: number;
  /** By the kernel's account alone. */
  readonly mainThreadCpu: number;
}

/**
 * Reads what a browser with one page has used: from the kernel (`/proc`: the browser's process and all below it; of the
 * processes that hold pages the main thread by itself), and from the page's own account of its tasks (CDP `TaskDuration`).
 * @returns a function that reads; nothing runs in the page when it does
 */
export async function createCpuReader(browser: Browser, page: Page): Promise<() => Promise<BrowserCpu>> {
  const ofBrowser = await browser.newBrowserCDPSession();
  const ofPage = await page.context().newCDPSession(page);
  await ofPage.send('Performance.enable');
  const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo');
  const root = processInfo.find(({ type }) => type === 'browser')?.id;
  if (root === undefined) throw new Error('The browser does not tell its process.');
  return async () => {
    const [{ metrics }, processes] = await Promise.all([ofPage.send('Performance.getMetrics'), processesBelow(root)]);
    return {
      atSeconds: performance.now() / 1000,
      wholeSeconds: sum(processes.map(({ cpuSeconds }) => cpuSeconds)),
      mainThreadSeconds: sum(await Promise.all(processes.map(mainThreadSeconds))),
      taskSeconds: metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN,
    };
  };
}

/**
 * The main thread counts as busy by the larger of two accounts: the kernel's, which holds all it ran (its tasks, and
 * what lies between them) but not what it waited for a core, and the page's, which holds only tasks but all of their time.
 */
export function loadBetween(from: BrowserCpu, to: BrowserCpu): BrowserLoad {
  const shareOf = (name: 'wholeSeconds' | 'mainThreadSeconds' | 'taskSeconds') =>
    (to[name] - from[name]) / (to.atSeconds - from.atSeconds);
  const mainThreadCpu = shareOf('mainThreadSeconds');
  return {
    whole: shareOf('wholeSeconds'),
    mainThread: Math.max(mainThreadCpu, shareOf('taskSeconds')),
    mainThreadCpu,
  };
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

async function processesBelow(root: number): Promise<Process[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = (await Promise.all(ids.map((id) => readStat(`/proc/${id}/stat`)))).flatMap((one) => one ?? []);
  const below = new Set([root]);
  for (let size = 0; size < below.size; ) {
    size = below.size;
    for (const { id, parent } of all) if (below.has(parent)) below.add(id);
  }
  return all.filter(({ id }) => below.has(id));
}

/** 0 for a process that holds no page. */
async function mainThreadSeconds({ id }: Process): Promise<number> {
  const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes('--type=renderer')) return 0;
  return (await readStat(`/proc/${id}/task/${id}/stat`))?.cpuSeconds ?? 0;
}

/** proc(5): the name may hold spaces, so fields are counted from the last bracket. `null` = it has ended. */
async function readStat(path: string): Promise<Process | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { id: Number.parseInt(text, 10), parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
