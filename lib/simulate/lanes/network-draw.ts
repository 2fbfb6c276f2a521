import { type PlacedDraw, pacedDraw, paceOf } from '../random/paced-draw';
import type { LaneWorld } from './lane-world';

/** The luck of round trips: of a class whose times were recorded one after the other, as they followed one another for each of its clients. */
export function networkDraw(world: LaneWorld): PlacedDraw {
  const { classes, classOf } = world.clients;
  const paces = classes.map(({ network }) => network && paceOf(network.roundTripMs));
  if (paces.every((pace) => !pace)) return world.draws('network');
  const ofClass = paces.map((pace) => pacedDraw(pace ?? undefined, 'network', world));
  return (request, attempt, client) => (ofClass[classOf(client)] as PlacedDraw)(request, attempt, client);
}
