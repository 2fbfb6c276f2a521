import { apiHandler as handler } from '@/lib/api/next-mount';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
