import { describe, expect, it } from 'vitest';
import { browserOf } from '@/components/lab/use-environment-words';

describe('the browser of a user agent', () => {
  it.each([
    [
      'Chrome 142',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    ],
    [
      'Edge 142',
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    ],
    ['Firefox 145', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'],
    ['Safari 26.1', 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15'],
  ])('is %s, whatever else it names', (name, userAgent) => {
    expect(browserOf(userAgent)).toBe(name);
  });

  it('is all that it says where it is none of them', () => {
    expect(browserOf('Robot/1.0')).toBe('Robot/1.0');
  });
});
