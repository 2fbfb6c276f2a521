import { defineRules } from '../rules';

/** Blanks that ask for a lane; the others ask for a word of an acronym. */
const LANES = ['time', 'fine', 'confined'];

export const rules = defineRules<'recall'>({
  kind: 'recall',
  level: 'recall',
  concepts: ['lanes'],
  minutes: 2,
  input: { blanks: ['d-of-bdo', 'd-of-rtd', 'e-of-edg', 'g-of-edg', 'confined', 'time', 'fine'] },
  legs: [],
  reasons: { speed: 'unsound', starts: 'sound', size: 'unsound' },
  truth: 'words',
  outcome({ verdict, parts }) {
    if (verdict === 'right') return 'right';
    if (Object.values(parts).every((isRight) => !isRight)) return 'none';
    const ofLanes = LANES.every((id) => parts[id]);
    const ofLetters = Object.entries(parts).every(([id, isRight]) => isRight || LANES.includes(id));
    return ofLanes ? 'letters' : ofLetters ? 'order' : 'some';
  },
  facts: {},
  watch: [],
  followUp: 2,
});
