import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright/test';
import { cpuSecondsOfTree } from '../process-tree';

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
    const [{ metrics }, processes] = await Promise.all([ofPage.send('Performance.getMetrics'), cpuSecondsOfTree(root)]);
    return {
      atSeconds: performance.now() / 1000,
      wholeSeconds: sum([...processes.values()]),
      mainThreadSeconds: sum(await Promise.all([...processes.keys()].map(mainThreadSeconds))),
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

/** 0 for a process that holds no page, or has ended. */
async function mainThreadSeconds(id: number): Promise<number> {
  const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
  if (!(await read('cmdline')).includes('--type=renderer')) return 0;
  // proc(5): the name may hold spaces, so fields are counted from the last bracket.
  const stat = await read(`task/${id}/stat`);
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
