import { figuresOf, type PlayedLane } from './figures';
import { LanePlay } from './play-lane';
import { pooled } from './pooled';
import { type SampledRequests, sampleOf } from './sample';
import type { Sample } from './sampling';
import { approximated } from './scale/approximate';
import { SIM_LANE_IDS, type SimLaneId } from './scenario/lanes-schema';
import { MOST_EXACT_REQUESTS } from './scenario/limits';
import type { Scenario } from './scenario/scenario';
import type { SimulatedLane } from './simulated-lane';

/** Steps between two looks at whether somebody wants it to stop: some milliseconds. */
const STEPS_A_SLICE = 50_000;

export interface SimulatedRun {
  readonly scenario: Scenario;
  readonly lanes: readonly SimulatedLane[];
  /** Of each lane, its first requests one by one. */
  readonly samples: readonly SampledRequests[];
  readonly events: number;
}

export interface Progress {
  readonly lane: SimLaneId;
  /** Of all requests of all lanes and replications, 0 .. 1. */
  readonly share: number;
}

/** The lanes that a scenario names, in their one order. */
export const lanesNamed = ({ lanes }: Scenario): readonly SimLaneId[] =>
  SIM_LANE_IDS.filter((id) => lanes[id] !== undefined);

/**
 * Plays a scenario, event by event, and says between slices how far it has come: whoever asks for no more has stopped it.
 *
 */
export function* simulate(scenario: Scenario, sample: Sample): Generator<Progress, SimulatedRun> {
  const ids = lanesNamed(scenario);
  const { replications, requests } = scenario;
  const lanes: SimulatedLane[] = [];
  const samples: SampledRequests[] = [];
  let events = 0;
  for (const [index, id] of ids.entries()) {
    if (requests > MOST_EXACT_REQUESTS) {
      yield { lane: id, share: index / ids.length };
      const lane = approximated(scenario, id, playExactly);
      events += lane.events;
      lanes.push(lane);
      samples.push(firstOf(scenario, id, sample));
      continue;
    }
    const played: PlayedLane[] = [];
    for (let replication = 0; replication < replications; replication++) {
      const play = new LanePlay(scenario, id, replication, replication === 0 ? sample : 0);
      while (!play.play(STEPS_A_SLICE)) {
        const ofLane = (replication + play.requests.ended / requests) / replications;
        yield { lane: id, share: (index + ofLane) / ids.length };
      }
      if (replication === 0) samples.push(sampleOf(id, play));
      events += play.events;
      played.push(figuresOf(scenario, id, play));
    }
    lanes.push(pooled(played));
  }
  return { scenario, lanes, samples, events };
}

function playExactly(scenario: Scenario, id: SimLaneId): SimulatedLane {
  const play = new LanePlay(scenario, id, 0, 0);
  while (!play.play(STEPS_A_SLICE));
  return figuresOf(scenario, id, play).lane;
}

/** Of a lane that is approximated, the first requests alone. */
function firstOf(scenario: Scenario, id: SimLaneId, sample: Sample): SampledRequests {
  const most = typeof sample === 'number' ? sample : sample.most;
  const play = new LanePlay({ ...scenario, requests: Math.max(1, most) }, id, 0, most);
  while (!play.play(STEPS_A_SLICE));
  return sampleOf(id, play);
}

/** Plays a scenario to its end, in one go. */
export function simulateAtOnce(scenario: Scenario, sample: Sample): SimulatedRun {
  const playing = simulate(scenario, sample);
  for (;;) {
    const { done, value } = playing.next();
    if (done) return value;
  }
}
