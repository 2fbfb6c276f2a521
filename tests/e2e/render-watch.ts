/** What a page did while a lane of its run ran. Times by the page's own clock, ms. */
export interface RenderWatch {
  /** React commits so far, those before and after the run too: 0 = nobody told. */
  commits: number;
  /** Commits between two changes of the lanes' states, while one ran: how many in which state of the lanes. */
  readonly commitsWhileRunning: Record<string, number>;
  /** Changes of the page outside the lanes, or of more than headline and canvas inside them, in words: how many. */
  readonly otherChanges: Record<string, number>;
  /** Charts that were on the page, and animations without end outside the lanes, while a lane ran: how many times seen. */
  readonly charts: Record<string, number>;
  readonly animations: Record<string, number>;
  /** By lane: when it began and ended to run, and how often its headline was written meanwhile. */
  readonly lanes: Record<string, { beganMs: number; endedMs: number | null; writes: number }>;
}

/**
 * Runs inside the page, before anything of it: it is sent there as text. Notes what is rendered while a lane runs in
 * `window.renderWatch`. Lanes are `[data-lane]`, their states `data-lane-state`. What happens in the very step that changes the state
 * of a lane is its beginning or its end, and is allowed.
 */
export function watchRenders(): void {
  const watch: RenderWatch = {
    commits: 0,
    commitsWhileRunning: {},
    otherChanges: {},
    charts: {},
    animations: {},
    lanes: {},
  };
  Object.assign(window, { renderWatch: watch });
  const count = (counts: Record<string, number>, what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const statesNow = () =>
    [...document.querySelectorAll<HTMLElement>('[data-lane][data-lane-state]')].map(
      ({ dataset }) => [dataset.lane ?? '', dataset.laneState ?? ''] as const,
    );
  const inWords = (states: ReturnType<typeof statesNow>) => states.map((pair) => pair.join(' ')).join(', ');
  const isRunning = (states: ReturnType<typeof statesNow>) => states.some(([, state]) => state === 'running');

  let statesAtCommit = '';
  Object.assign(window, {
    onReactCommit() {
      watch.commits++;
      const states = statesNow();
      const words = inWords(states);
      if (isRunning(states) && words === statesAtCommit) count(watch.commitsWhileRunning, words);
      statesAtCommit = words;
    },
  });

  const nameOf = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement;
    if (!element) return node.nodeName;
    const marks = ['id', 'role', 'class', 'data-phase'].flatMap((name) => {
      const value = element.getAttribute(name);
      return value ? [`${name}="${value}"`] : [];
    });
    return [element.tagName.toLowerCase(), ...marks].join(' ');
  };
  const laneOf = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-lane]')?.dataset.lane;
  const isHeadline = ({ type, target, addedNodes, removedNodes }: MutationRecord) =>
    type === 'characterData' ||
    (type === 'attributes' && target instanceof HTMLProgressElement) ||
    (type === 'childList' && [...addedNodes, ...removedNodes].every(({ nodeType }) => nodeType === Node.TEXT_NODE));
  const isCanvas = ({ target }: MutationRecord) => target instanceof HTMLCanvasElement;

  const look = () => {
    for (const chart of document.querySelectorAll('.recharts-wrapper')) count(watch.charts, nameOf(chart));
    for (const animation of document.getAnimations()) {
      const { effect } = animation;
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      const isEndless = effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
      if (isEndless && animation.playState === 'running' && target && laneOf(target) === undefined)
        count(watch.animations, nameOf(target));
    }
  };

  let before: ReturnType<typeof statesNow> = [];
  new MutationObserver((records) => {
    const states = statesNow();
    const nowMs = performance.now();
    for (const [lane, state] of states) {
      const seen = watch.lanes[lane];
      if (state === 'running' && !seen) watch.lanes[lane] = { beganMs: nowMs, endedMs: null, writes: 0 };
      else if (state !== 'running' && seen) seen.endedMs ??= nowMs;
    }
    const isSameStep = inWords(states) === inWords(before);
    before = states;
    if (!isSameStep || !isRunning(states)) return;
    look();
    const written = new Set<string>();
    for (const record of records) {
      const lane = laneOf(record.target);
      const isOfRunningLane = states.some(([id, state]) => id === lane && state === 'running');
      if (lane !== undefined && isOfRunningLane && isHeadline(record)) written.add(lane);
      else if (lane === undefined || !isCanvas(record))
        count(watch.otherChanges, `${record.type} ${record.attributeName ?? ''} of ${nameOf(record.target)}`);
    }
    for (const lane of written) {
      const seen = watch.lanes[lane];
      if (seen) seen.writes++;
    }
  }).observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
}
