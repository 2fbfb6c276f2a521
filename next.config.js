import { readFileSync, statSync } from 'node:fs';
import createNextIntlPlugin from 'next-intl/plugin';

const ORT_WEB = 'node_modules/onnxruntime-web';

const SECURITY_HEADERS = JSON.parse(readFileSync('lib/api/security-headers.json', 'utf8'));

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
      { source: '/:path*', headers: toList(SECURITY_HEADERS) },
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
