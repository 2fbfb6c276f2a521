/**
 * Next.js reports to its makers, and so does ONNX Runtime (on Linux and macOS since 1.29, a device id of its own included), unless they are told
 * not to before they are loaded. Whatever process starts another passes it on. The syntax stays old on purpose: see bootstrap.mjs.
 */
export function disableTelemetry() {
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  process.env.ORT_DISABLE_TELEMETRY = '1';
}
