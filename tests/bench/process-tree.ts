import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second of `/proc/<pid>/stat`: 100 on every Linux there is (`getconf CLK_TCK`). */
const TICKS_A_SECOND = 100;
/** Of the fields behind the name in brackets: the parent, and CPU time in user and in system mode. */
const FIELD = { parent: 1, user: 11, system: 12 } as const;

/**
 * CPU-seconds that a process and all that it started have spent so far, by process id, as the kernel counts them: exact
 * however busy the machine is. Linux only.
 * @throws the error of the file system where there is no `/proc`
 */
export async function cpuSecondsOfTree(root: number): Promise<ReadonlyMap<number, number>> {
  const all = new Map<number, { readonly parent: number; readonly cpuSeconds: number }>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // It may have ended meanwhile.
    const text = await readFile(`/proc/${name}/stat`, 'latin1').catch(() => '');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [FIELD.parent, FIELD.user, FIELD.system].map((field) => Number(fields[field]));
    if (parent === undefined || user === undefined || system === undefined || Number.isNaN(parent)) continue;
    all.set(Number(name), { parent, cpuSeconds: (user + system) / TICKS_A_SECOND });
  }
  const belongs = (id: number): boolean => id === root || (all.has(id) && belongs(all.get(id)?.parent ?? 0));
  return new Map([...all].filter(([id]) => belongs(id)).map(([id, { cpuSeconds }]) => [id, cpuSeconds]));
}
