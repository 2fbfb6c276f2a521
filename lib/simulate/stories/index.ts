import { story as ambulance } from './catalog/ambulance';
import { story as flashSale } from './catalog/flash-sale';
import { story as fraudAtTheTill } from './catalog/fraud-at-the-till';
import { story as largeRollout } from './catalog/large-rollout';
import { story as monthEnd } from './catalog/month-end';
import { story as retryStorm } from './catalog/retry-storm';
import { story as schoolPhones } from './catalog/school-phones';
import { story as thermostats } from './catalog/thermostats';
import { story as viralApp } from './catalog/viral-app';
import { story as weakBattery } from './catalog/weak-battery';
import type { Story } from './story';

/** In the order they are offered: what is easier to foresee comes first. */
export const STORIES: readonly Story[] = [
  ...[monthEnd, flashSale, thermostats, ambulance, viralApp],
  ...[retryStorm, schoolPhones, weakBattery, fraudAtTheTill, largeRollout],
];
