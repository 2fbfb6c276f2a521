import 'client-only';
import type * as Ort from 'onnxruntime-web/wasm';
import { TrilaneError } from '../../errors';
import { fetchBytes } from './fetch-bytes';

export const RUNTIME_VERSION = process.env.NEXT_PUBLIC_ORT_VERSION ?? 'unknown';
const RUNTIME_BASE = `/ort/${RUNTIME_VERSION}`;
/** Unpacked. */
export const WASM_BYTES = Number(process.env.NEXT_PUBLIC_ORT_WASM_BYTES ?? 0);

export interface Runtime {
  readonly ort: typeof Ort;
  readonly threads: number;
  readonly transferredBytes: number;
  readonly coldBytes: number;
  /** Size of the WASM memory now, `null` before it exists. */
  heapBytes(): number | null;
}

/** The number of threads a runtime may use here: a page that is not cross-origin isolated gets one. */
function threadsAvailable(most: number | null): number {
  if (globalThis.crossOriginIsolated !== true || typeof SharedArrayBuffer === 'undefined') return 1;
  // Asked for by name, it may be more than the runtime would take itself, but not more than there are cores.
  if (most !== null) return Math.min(most, navigator.hardwareConcurrency || 1);
  return Math.min(4, Math.ceil((navigator.hardwareConcurrency || 1) / 2));
}

/**
 * Fetches and starts onnxruntime-web in this worker, once. The `.wasm` is fetched by us, so its bytes can be counted
 * while they come; the files are served by the site itself.
 *
 * @throws TrilaneError `server-unreachable`, `model-load-failed`
 */
export async function startRuntime(
  signal: AbortSignal,
  mostThreads: number | null,
  onBytes: (loaded: number) => void,
): Promise<Runtime> {
  const memories = noticeMemories();
  const [ort, wasm] = await Promise.all([
    import('onnxruntime-web/wasm').catch((cause: unknown) => {
      throw new TrilaneError('server-unreachable', 'The runtime could not be fetched.', { cause });
    }),
    fetchBytes(`${RUNTIME_BASE}/ort-wasm-simd-threaded.wasm`, WASM_BYTES, signal, onBytes),
  ]);
  const threads = threadsAvailable(mostThreads);
  ort.env.wasm.wasmPaths = { mjs: new URL(`${RUNTIME_BASE}/ort-wasm-simd-threaded.mjs`, self.location.origin).href };
  ort.env.wasm.wasmBinary = wasm.bytes.buffer as ArrayBuffer;
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = 'error';
  return {
    ort,
    threads,
    transferredBytes: wasm.transferredBytes,
    coldBytes: wasm.coldBytes,
    heapBytes: () => (memories.length === 0 ? null : Math.max(...memories.map((memory) => memory.buffer.byteLength))),
  };
}

/** The runtime does not tell how large its memory is, so note each memory made in this worker. */
function noticeMemories(): WebAssembly.Memory[] {
  const memories: WebAssembly.Memory[] = [];
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(descriptor);
      memories.push(memory);
      return memory;
    },
  });
  return memories;
}
