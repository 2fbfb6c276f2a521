import clothing from '@/public/models/clothing/words.json';
import creditRisk from '@/public/models/credit-risk/words.json';
import digits from '@/public/models/digits/words.json';
import apiReference from './api-reference.json';
import batch from './batch.json';
import cards from './cards.json';
import charts from './charts.json';
import comparison from './comparison.json';
import draw from './draw.json';
import emulation from './emulation.json';
import errors from './errors.json';
import estimates from './estimates.json';
import exerciseScenes from './exercise-scenes.json';
import exercises from './exercises.json';
import exercisesSimulated from './exercises-simulated.json';
import explainer from './explainer.json';
import findings from './findings.json';
import glossary from './glossary.json';
import home from './home.json';
import lab from './lab.json';
import laneTimeline from './lane-timeline.json';
import lesson from './lesson.json';
import memory from './memory.json';
import models from './models.json';
import modes from './modes.json';
import operator from './operator.json';
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
import simulator from './simulator.json';
import simulatorAdvice from './simulator-advice.json';
import simulatorBreakEven from './simulator-break-even.json';
import simulatorPicture from './simulator-picture.json';
import simulatorStories from './simulator-stories.json';
import simulatorTheory from './simulator-theory.json';
import studies from './studies.json';

/**
 * The English catalogue: one file a namespace, each listed here once. The words of a model stand beside it, in `public/models/<id>/words.json`: what
 * it is called wherever it is used, and what its card says.
 */
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
  exerciseScenes,
  exercises,
  exercisesSimulated,
  explainer,
  findings,
  glossary,
  home,
  lab,
  laneTimeline,
  lesson,
  memory,
  modelCards: {
    clothing: clothing.card,
    'credit-risk': creditRisk.card,
    digits: digits.card,
  },
  models,
  modelWords: {
    clothing: clothing.words,
    'credit-risk': creditRisk.words,
    digits: digits.words,
  },
  modes,
  operator,
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
  simulator,
  simulatorAdvice,
  simulatorBreakEven,
  simulatorPicture,
  simulatorStories,
  simulatorTheory,
  studies,
};

export type Messages = typeof MESSAGES;
export type Namespace = keyof Messages;
