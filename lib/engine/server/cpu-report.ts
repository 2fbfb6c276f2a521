import type { ChildProcess } from 'node:child_process';

interface Ask {
  readonly type: 'cpu';
  readonly ask: number;
}
interface Report extends Ask {
  readonly cpuSeconds: number;
}

/** One that does not answer is busy or hangs: what it spent is then not known, and a run does not wait for it. ms */
const PATIENCE_MS = 2000;
let asks = 0;

/** CPU-seconds, user and system, of all threads of this process so far. */
export function cpuSecondsOfThis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Answers `askCpuSeconds` in a child process. */
export function answerCpuAsks(): void {
  process.on('message', (message) => {
    if (!isOf(message)) return;
    const report: Report = { type: 'cpu', ask: message.ask, cpuSeconds: cpuSecondsOfThis() };
    process.send?.(report, () => {});
  });
}

/** What a child process of ours has spent so far, as it says itself: on any system, and exactly. */
export function askCpuSeconds(child: ChildProcess): Promise<number | undefined> {
  const ask: Ask = { type: 'cpu', ask: ++asks };
  return new Promise((resolve) => {
    const settle = (cpuSeconds: number | undefined) => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('exit', leave);
      resolve(cpuSeconds);
    };
    const leave = () => settle(undefined);
    const hear = (message: unknown) => {
      if (isReport(message) && message.ask === ask.ask) settle(message.cpuSeconds);
    };
    const timer = setTimeout(leave, PATIENCE_MS);
    child.on('message', hear);
    child.once('exit', leave);
    if (child.connected) child.send(ask, () => {});
    else leave();
  });
}

/** Whether a message is of this conversation, and nobody else's business. */
export function isReport(message: unknown): message is Report {
  return isOf(message) && 'cpuSeconds' in message;
}

function isOf(message: unknown): message is Ask {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'cpu';
}
