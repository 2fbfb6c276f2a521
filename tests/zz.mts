import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { anyScenario } from '/tmp/wt/stories/tests/unit/simulate-scenarios';
import { readScenario } from '/tmp/wt/stories/lib/simulate/scenario/read-scenario';
import { simulateAtOnce } from '/tmp/wt/stories/lib/simulate/simulate';
const all = fc.sample(anyScenario, {numRuns: Number(process.argv[2]), seed: Number(process.argv[3])});
console.log('sampled');
let ok=0;
for (const [i,s] of all.entries()) { const r = readScenario(s); if(!r.ok) continue; ok++;
 writeFileSync('/tmp/st/last.json', JSON.stringify(s)); const t=performance.now();
 try { const run = simulateAtOnce(r.scenario, 50);
 const d=performance.now()-t; if (d>1500) {console.log(i,'slow',Math.round(d),run.events, run.lanes.map(l=>l.id+':'+l.ended).join()); writeFileSync(`/tmp/st/slow${i}.json`, JSON.stringify(s));}
 } catch(e) { console.log(i,'throws',e); writeFileSync(`/tmp/st/throw${i}.json`, JSON.stringify(s)); } }
console.log(ok);
