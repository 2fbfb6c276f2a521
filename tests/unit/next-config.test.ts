import { expect, test } from 'vitest';
import { SECURITY_HEADERS } from '@/lib/api/security-headers';
import config from '@/next.config.js';

test('Next sends the security headers of the native server with every page', async () => {
  const rules = (await config.headers?.()) ?? [];
  const everywhere = rules.find(({ source }) => source === '/:path*')?.headers ?? [];
  const sent = Object.fromEntries(everywhere.map(({ key, value }) => [key.toLowerCase(), value]));
  expect(sent).toEqual(SECURITY_HEADERS);
});
