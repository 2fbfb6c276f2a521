import { readFileSync, statSync } from 'node:fs';
import createNextIntlPlugin from 'next-intl/plugin';
import {
  DEVELOPMENT_POLICY,
  FILE_POLICY,
  POLICY_HEADER,
  SITE_HEADERS,
  TRANSPORT_SECURITY,
} from './lib/headers/headers.mjs';

const ORT_WEB = 'node_modules/onnxruntime-web';

const IS_DEVELOPMENT = process.env.NODE_ENV === 'development';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Types, those of the tests too, are checked by `npm run typecheck` and `npm test`; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['onnxruntime-node'],
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks'] },
  env: {
    NEXT_PUBLIC_ORT_VERSION: JSON.parse(readFileSync(`${ORT_WEB}/package.json`, 'utf8')).version,
    // The length of a compressed answer says nothing about the bytes to come: progress counts these.
    NEXT_PUBLIC_ORT_WASM_BYTES: String(statSync(`${ORT_WEB}/dist/ort-wasm-simd-threaded.wasm`).size),
  },
  async headers() {
    return [
      { source: '/:path*', headers: toList(SITE_HEADERS) },
      {
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: toList(TRANSPORT_SECURITY),
      },
      // Pages bring policies of their own (lib/commands/page-headers.mjs), the API its own. A worker goes by that of its script.
      ...(IS_DEVELOPMENT
        ? [{ source: '/:path*', headers: toList({ [POLICY_HEADER]: DEVELOPMENT_POLICY }) }]
        : ['/_next/static/:path+', '/ort/:path+'].map((source) => ({
            source,
            headers: toList({ [POLICY_HEADER]: FILE_POLICY }),
          }))),
      // The folder carries the version of the runtime, so its files never change.
      { source: '/ort/:path*', headers: toList({ 'Cache-Control': 'public, max-age=31536000, immutable' }) },
    ];
  },
};

/** @param {Record<string, string>} headers */
function toList(headers) {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
