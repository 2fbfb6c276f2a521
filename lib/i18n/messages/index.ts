import apiReference from './api-reference.json';
import batch from './batch.json';
import cards from './cards.json';
import charts from './charts.json';
import comparison from './comparison.json';
import draw from './draw.json';
import emulation from './emulation.json';
import errors from './errors.json';
import estimates from './estimates.json';
import exercises from './exercises.json';
import explainer from './explainer.json';
import features from './features.json';
import findings from './findings.json';
import glossary from './glossary.json';
import home from './home.json';
import lab from './lab.json';
import laneTimeline from './lane-timeline.json';
import lesson from './lesson.json';
import memory from './memory.json';
import models from './models.json';
import modes from './modes.json';
import player from './player.json';
import practice from './practice.json';
import prediction from './prediction.json';
import predictionChart from './prediction-chart.json';
import progress from './progress.json';
import runs from './runs.json';
import scenarioCards from './scenario-cards.json';
import scenes from './scenes.json';
import sentence from './sentence.json';
import sets from './sets.json';
import shell from './shell.json';
import studies from './studies.json';

/** The English catalogue: one file a namespace, each listed here once. */
export const MESSAGES = {
  apiReference,
  batch,
  cards,
  charts,
  comparison,
  draw,
  emulation,
  errors,
  estimates,
  exercises,
  explainer,
  features,
  findings,
  glossary,
  home,
  lab,
  laneTimeline,
  lesson,
  memory,
  models,
  modes,
  player,
  practice,
  prediction,
  predictionChart,
  progress,
  runs,
  scenarioCards,
  scenes,
  sentence,
  sets,
  shell,
  studies,
};

export type Messages = typeof MESSAGES;
export type Namespace = keyof Messages;
