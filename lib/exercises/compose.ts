import { MODE_IDS, type ModeId } from '../modes';
import type { Evidence } from './evidence/evidence';
import type { FigureId } from './evidence/figures';
import type { AnyAsk, AnyExercise, Ask, Facts, Key } from './exercise';
import type { KindId } from './kinds';
import { kindOf } from './kinds/kind-of';
import { isSimulated, type Leg, type LegRules } from './leg';
import type { FactRule, Rules } from './rules';
import { placeOf, readTerm, type Term, unitOfTerm } from './term';
import type { AskWords, ExerciseWords, KeyWords } from './words';

/** An exercise from its rules and its words. Pure. */
export function composeExercise(id: string, rules: Rules, words: ExerciseWords): AnyExercise {
  const ask = composeAsk(id, rules, words.ask);
  return { ask, key: composeKey(ask, rules, words.key) } as AnyExercise; // of one kind, as the rules are
}

/** What may be shown before the commitment. */
function composeAsk(id: string, rules: Rules, words: AskWords): AnyAsk {
  const { kind, level, concepts, minutes } = rules;
  const { title, goal, prompt, question, needs } = words;
  const ask: Ask = {
    ...{ id, kind, level, concepts, minutes, title, goal, prompt, question },
    input: composeInput(rules.input, words.input) as Ask['input'], // the reader of words has seen to it
    reasons: Object.keys(rules.reasons).map((reason) => ({ id: reason, text: words.reasons[reason] ?? '' })),
    legs: rules.legs.map((leg, index) => composeLeg(leg, words.legs[index] ?? '', words.scenes)),
    ...(needs !== undefined && { needs }),
  };
  return ask as AnyAsk;
}

function composeLeg(leg: LegRules, title: string, names: AskWords['scenes'] = {}): Leg {
  if (!leg.scenes) return { title, ...leg };
  const [first, ...others] = leg.scenes.map((scene) => ({ ...scene, name: names[scene.id] ?? '' }));
  if (!first) throw new RangeError('A leg that is simulated has a scene.');
  return { title, ...leg, scenes: [first, ...others] };
}

/** What is fetched after the commitment. */
export function composeKey(ask: AnyAsk, rules: Rules, words: KeyWords): AnyExercise['key'] {
  const { tolerance, followUp } = rules;
  const key: Key = {
    rule: typeof rules.truth === 'function' ? null : rules.truth,
    truth: truthOf(ask, rules, words),
    outcome: outcomeOf(ask, rules),
    outcomes: words.outcomes,
    ...(words.usually !== undefined && { usually: words.usually }),
    facts: (evidence) => ({ ...factsOf(rules.facts, evidence), ...rules.ownFacts?.(evidence) }),
    reasons: Object.fromEntries(
      Object.entries(rules.reasons).map(([id, holds]) => [
        id,
        {
          sound: holds === 'sound',
          why: words.reasons[id] ?? '',
          ...(holds !== 'sound' && holds !== 'unsound' && { misconception: holds }),
        },
      ]),
    ),
    watch: rules.watch.map((term, index) => {
      const { leg, figure } = placeOf(term);
      return { leg, figure, words: words.watch[index] ?? '', lane: laneOf(figure, ask.legs[leg]) };
    }),
    ...(tolerance && { tolerance }),
    followUp: {
      question: words.followUp.question,
      choices: words.followUp.choices.map((choice, index) => ({ ...choice, right: index === followUp })),
    },
  };
  return key as AnyExercise['key'];
}

function truthOf<K extends KindId>(
  ask: AnyAsk,
  { kind, truth }: Rules<K>,
  { accepted = {} }: KeyWords,
): Key<K>['truth'] {
  if (typeof truth === 'function') return truth as Key<K>['truth'];
  const { input, legs } = ask;
  return (evidence) => kindOf(kind).truth?.(truth, { input, legs, accepted, evidence }) ?? null;
}

function outcomeOf<K extends KindId>({ input }: AnyAsk, { kind, outcome }: Rules<K>): Key<K>['outcome'] {
  if (typeof outcome === 'function') return outcome as Key<K>['outcome'];
  return (grade, prediction, truth) =>
    kindOf(kind).outcome?.(outcome, { input, prediction, truth }, grade) ?? grade.verdict;
}

function factsOf(rules: Readonly<Record<string, FactRule>>, evidence: Evidence): Facts {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => {
      const { of, as, rounded } = typeof rule === 'object' && 'of' in rule ? rule : { of: rule as Term };
      const reading = readTerm(evidence, of);
      if (!reading) return [];
      const value = rounded ? ROUND[rounded](reading.value) : reading.value;
      return [[name, { unit: as ?? unitOfTerm(of), value }] as const];
    }),
  );
}
const ROUND = { nearest: Math.round, up: Math.ceil };

/** The lane whose figure it is: the one it names, or the only one that its leg asks. */
function laneOf(figure: FigureId, leg: Leg | undefined): ModeId | null {
  const named = figure.split('.').flatMap((part) => MODE_IDS.find((id) => id === part) ?? [])[0];
  if (!leg || isSimulated(leg)) return named ?? null;
  const { changes } = leg;
  const asked = 'sweepLane' in changes ? [changes.sweepLane] : 'lanes' in changes ? changes.lanes : [];
  return named ?? (asked?.length === 1 ? (asked[0] ?? null) : null);
}

/** An input of a kind, its words put into it: texts as they are, those of options by id. */
function composeInput(rules: unknown, words: unknown): unknown {
  if (words === undefined) return rules;
  if (rules === undefined || typeof words !== 'object' || words === null) return words;
  const said = words as Readonly<Record<string, unknown>>;
  if (Array.isArray(rules)) {
    return rules.map((rule: string | { readonly id: string }) => {
      const option = typeof rule === 'string' ? { id: rule } : rule;
      const text = said[option.id];
      return { ...option, ...(typeof text === 'object' ? text : { text }) };
    });
  }
  const parts = rules as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(parts), ...Object.keys(said)]);
  return Object.fromEntries([...names].map((name) => [name, composeInput(parts[name], said[name])]));
}
