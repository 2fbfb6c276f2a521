import apiReference from './api-reference.json';
import batch from './batch.json';
import charts from './charts.json';
import comparison from './comparison.json';
import draw from './draw.json';
import emulation from './emulation.json';
import errors from './errors.json';
import estimates from './estimates.json';
import features from './features.json';
import findings from './findings.json';
import home from './home.json';
import lab from './lab.json';
import laneTimeline from './lane-timeline.json';
import models from './models.json';
import modes from './modes.json';
import runs from './runs.json';
import sentence from './sentence.json';
import shell from './shell.json';
import studies from './studies.json';

/** The English catalogue: one file a namespace, each listed here once. */
export const MESSAGES = {
  apiReference,
  batch,
  charts,
  comparison,
  draw,
  emulation,
  errors,
  estimates,
  features,
  findings,
  home,
  lab,
  laneTimeline,
  models,
  modes,
  runs,
  sentence,
  shell,
  studies,
};

export type Messages = typeof MESSAGES;
export type Namespace = keyof Messages;
