import { readFileSync } from 'node:fs';
import { readScenario } from '/tmp/wt/stories/lib/simulate/scenario/read-scenario';
import { LanePlay } from '/tmp/wt/stories/lib/simulate/play-lane';
const r:any = readScenario(JSON.parse(readFileSync(process.argv[2],'utf8')));
for (const id of Object.keys(r.scenario.lanes)) { const p = new LanePlay(r.scenario, id as any, 0, 0); let n=0; const t=performance.now();
 while(!p.play(100) && performance.now()-t<4000) n++; console.log(id, n, p.events, p.nowMs, p.requests.arrived, p.requests.ended, p.ended, Math.round(performance.now()-t)); }
