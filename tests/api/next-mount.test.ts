import { describe, test } from 'vitest';
import { describeApi } from './describe-api';

const url = process.env.TRILANE_NEXT_URL;

if (url) describeApi('Next', () => url, { seesBytes: false });
else {
  describe('The API on the Next mount', () => {
    test.skip('needs a Next server with its models loaded: npm test starts one and sets TRILANE_NEXT_URL', () => {});
  });
}
