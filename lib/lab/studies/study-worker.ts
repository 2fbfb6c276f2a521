import { reportOf } from '../../errors';
import { createRealClock } from '../../experiment/clock';
import type { StudyCommand, StudyEvent, StudyTaskId, StudyTasks } from './study-messages';
import { fetchTwice } from './task-fetch';
import { createStudyLane, type StudyLane } from './task-lane';
import { runLoadTrial } from './task-load-trial';
import { timeWakes } from './task-wakes';

/*
 * What a study measures runs here, where neither drawing nor typing can delay it. The page ends this worker to cancel:
 * its connections close with it, which calls off what it began on the server.
 */

const tell = (event: StudyEvent, transfer: Transferable[] = []) => self.postMessage(event, { transfer });
const clock = createRealClock();
let lane: StudyLane | undefined;

type Tasks = { readonly [Id in StudyTaskId]: (ask: StudyTasks[Id]['ask']) => Promise<StudyTasks[Id]['answer']> };

const loaded = (): StudyLane => {
  if (!lane) throw new Error('The lane was not loaded.');
  return lane;
};
const onProgress = (elapsedMs: number, count: number) => tell({ type: 'progress', elapsedMs, count });

const tasks: Tasks = {
  async load(ask) {
    lane = createStudyLane(ask, clock);
    return lane.load();
  },
  'fetch-twice': ({ target }) => fetchTwice(target),
  'time-calls': async (ask) => loaded().timeCalls(ask),
  items: async (ask) => loaded().items(ask),
  stream: async (ask) => loaded().stream(ask, onProgress),
  job: async (ask) => loaded().job(ask),
  wakes: (ask) => timeWakes(ask, clock),
  'load-trial': (ask) => runLoadTrial(ask, onProgress),
};

self.onmessage = ({ data: command }: MessageEvent<StudyCommand>) => {
  const work = tasks[command.type] as (ask: StudyCommand) => Promise<StudyTasks[StudyTaskId]['answer']>;
  work(command).then(
    (answer) => tell({ type: 'answer', answer }),
    (thrown: unknown) => tell({ type: 'failed', error: reportOf(thrown, 'engine-died') }),
  );
};
