/** Words that flite says wrong, spelt so that it says them right. */
const RESPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\breading(s?)\b/gi, 'reeding$1'],
  [/(?<!\b(?:have|has|had|was|were|is|are|be|been|being|get|gets|got|once|when|already|just)\s)\bread\b/gi, 'reed'],
  [/\blives\b/gi, 'livs'],
  [/\blive(?=\?)/gi, 'liv'],
  [/\b(we|you|they|to|can|must|will|may|that|who|people) live\b/gi, '$1 liv'],
  [/\blead(s?)\b(?= (?:to|you|us|them|the|from|into|up|on)\b)/gi, 'leed$1'],
  [/\bcach(ed|es|ing)\b/gi, 'cash$1'],
  [/\bqueu(?:e?ing)\b/gi, 'kew ing'],
  [/\bWi-?Fi\b/gi, 'wifi'],
  [/\bre-(?=\p{L})/giu, 'ree '],
  [/\b24\/7\b/g, '24 7'],
  [/\bMNIST\b/g, 'em nist'],
  [/\bTensorFlow\b/g, 'tensor flow'],
  [/\bBigTable\b/g, 'big table'],
  [/\bMobileNet(s?)\b/g, 'mobile net$1'],
  [/\bpicojoule(s?)\b/g, 'pico jool$1'],
  [/\bnanometre(s?)\b/g, 'nano meter$1'],
  [/\blitre(s?)\b/g, 'leeter$1'],
  [/\bTrilane\b/g, 'try lane'],
  [/\b([CGNT]) P Us\b/g, '$1 P use'],
  [/\bA P Is\b/g, 'A P eyes'],
  [
    /\b(custom|emphas|general|maxim|minim|normal|optim|organ|priorit|real|summar|synchron|util|quant)is(e[drs]?|ing|ation)\b/gi,
    '$1iz$2',
  ],
  [/\banalys(e[ds]?|ing)\b/gi, 'analyz$1'],
];

/** @param text as `speakable` left it */
export function respell(text: string): string {
  return RESPELLINGS.reduce((spelt, [pattern, words]) => spelt.replace(pattern, words), text);
}
