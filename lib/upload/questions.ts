import type { UploadDecimal, UploadLabel, UploadRange, UploadSeparator } from '../wire/upload';
import { listed } from './words';

/** What cannot be told from the file, with what may be said. */
export type UploadQuestion =
  | { readonly about: 'decimal'; readonly choices: readonly UploadDecimal[]; readonly example: string }
  | { readonly about: 'range'; readonly choices: readonly UploadRange[] }
  | { readonly about: 'label'; readonly choices: readonly UploadLabel[] }
  | { readonly about: 'separator'; readonly choices: readonly UploadSeparator[] };

/** Where somebody says that a file has no label, and one column more than the model takes is numbers like the others. */
export const ONE_IS_THE_LABEL =
  'The file has one column more than the model takes, which has to be the label: say label=first or label=last.';

/** What a person has to say, in a sentence each. */
export function questionWords(question: UploadQuestion): string {
  const say = `Say which: ${listed(question.choices.map((choice) => `${question.about}=${choice}`))}.`;
  switch (question.about) {
    case 'decimal':
      return `Numbers such as ${question.example} may have a decimal comma or a decimal point. ${say}`;
    case 'range':
      return `The first pictures do not tell whether white is 1 (shares) or 255 (bytes). ${say}`;
    case 'label':
      return `The label may be in the first or in the last column. ${say}`;
    case 'separator':
      return `The cells may be parted in two ways. ${say}`;
  }
}
