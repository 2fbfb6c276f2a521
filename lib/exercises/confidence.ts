/** How sure somebody may be of a prediction, least first; `share` of such answers come out right where one knows oneself. */
export const CONFIDENCES = [
  { id: 'guess', share: 0.25 },
  { id: 'unsure', share: 0.5 },
  { id: 'fairly', share: 0.75 },
  { id: 'nearly', share: 0.95 },
] as const;
