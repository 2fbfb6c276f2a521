import { figureOf } from '../evidence/evidence';
import { defineRules } from '../rules';

export const rules = defineRules<'sort'>({
  kind: 'sort',
  level: 'apply',
  concepts: ['privacy', 'device', 'lanes'],
  minutes: 5,
  input: {
    groups: ['now', 'later', 'none'],
    items: ['own-copy', 'ask-server', 'server-job', 'fallback', 'first-start', 'logger'],
  },
  legs: [
    {
      changes: { network: 'offline', perSecond: 30, count: 300, intervalMs: 1000 },
      // The lane that fails is what the exercise shows.
      onPurpose: ['failures', 'cut-short', 'too-short', 'too-few-samples'],
    },
  ],
  reasons: { where: 'sound', 'all-ml': 'offline-means-no-ml', size: 'unsound' },
  truth: {
    // What each case rests on: edge, batch, online. Its answer is given where that lane gives it.
    groups: { now: ['own-copy', 'fallback'], later: ['server-job', 'logger'], none: ['ask-server', 'first-start'] },
    isShown(evidence) {
      const lost = figureOf(evidence, 0, 'online.unanswered-share');
      return (
        lost?.value === 1 &&
        Boolean(figureOf(evidence, 0, 'batch.answered')?.value && figureOf(evidence, 0, 'edge.answered')?.value)
      );
    },
  },
  outcome: { edge: 'now', online: 'none', batch: 'later' },
  facts: {
    edge: 'edge.answered',
    online: 'online.answered',
    batch: 'batch.answered',
    edgeMedian: 'edge.median',
    batchMedian: 'batch.median',
  },
  watch: ['batch.answered', 'online.answered', 'edge.answered'],
  followUp: 0,
});
