/**
 * npm starts a script through a shell. Told to stop, npm ends the shell, which would leave this process behind: it watches the shell, by its
 * number in `TRILANE_PARENT_PID` (`lib/processes/parent.ts`). Started without npm, a process is nobody's but its own.
 * The syntax stays old on purpose: see bootstrap.mjs.
 * @param {string} script such as `start`, of `npm run start`
 */
export function watchNpm(script) {
  const { npm_lifecycle_event: running, TRILANE_PARENT_PID: known } = process.env;
  if (running === script && !known) process.env.TRILANE_PARENT_PID = String(process.ppid);
}
