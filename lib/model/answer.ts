/** One of the model's classes. */
export interface ClassAnswer {
  readonly classIndex: number;
  /** The model's own confidence, 0..1. */
  readonly probability: number;
}

/** A number, in the unit of what the model tells. It is neither right nor wrong, only near or far. */
export interface ValueAnswer {
  readonly value: number;
}

/** Nobody worked one out, as in a simulation: the item was answered, but with what is not told. */
export interface UntoldAnswer {
  readonly isUntold: true;
}

export const UNTOLD: UntoldAnswer = { isUntold: true };

export type Answer = ClassAnswer | ValueAnswer | UntoldAnswer;

/** How a row of a model's output is read, by the kind of answer that its entry names. */
const DECODERS = { class: decodeClasses, value: decodeValue } as const;
export type AnswerKind = keyof typeof DECODERS;

/** Reads the answer off a row of a model's output. */
export type Decode = (output: Float32Array) => ClassAnswer | ValueAnswer;

/** @param model its entry; without a kind it answers with one of its classes */
export function decoderOf(model: { readonly answers?: AnswerKind }): Decode {
  return DECODERS[model.answers ?? 'class'];
}

/** Class probabilities (any length above 0) to the most probable class; the first wins a tie. */
export function decodeClasses(probabilities: Float32Array): ClassAnswer {
  let classIndex = 0;
  for (let index = 1; index < probabilities.length; index++) {
    if ((probabilities[index] ?? 0) > (probabilities[classIndex] ?? 0)) classIndex = index;
  }
  return { classIndex, probability: probabilities[classIndex] ?? 0 };
}

function decodeValue([value = Number.NaN]: Float32Array): ValueAnswer {
  return { value };
}

export function isClass(answer: Answer): answer is ClassAnswer {
  return 'classIndex' in answer;
}

export function isValue(answer: Answer): answer is ValueAnswer {
  return 'value' in answer;
}

/** Stand for the class of a value, and of what is not told, where answers are kept in columns of numbers. */
const NO_CLASS = -1;
export const UNTOLD_CLASS = -2;

/** The class of an answer as a number: -1 for a value, -2 where it is not told. */
export const classNumberOf = (answer: Answer): number =>
  isClass(answer) ? answer.classIndex : isValue(answer) ? NO_CLASS : UNTOLD_CLASS;

/** What an answer says beside its class: a probability, or the value; NaN where it is not told. */
export const amountOf = (answer: Answer): number =>
  isClass(answer) ? answer.probability : isValue(answer) ? answer.value : Number.NaN;

/** An answer back from the two numbers it is kept as. */
export function answerFrom(classNumber: number, amount: number): Answer {
  if (classNumber === UNTOLD_CLASS) return UNTOLD;
  return classNumber === NO_CLASS ? { value: amount } : { classIndex: classNumber, probability: amount };
}
