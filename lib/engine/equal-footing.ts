/**
 * Options of every session in every lane: onnxruntime-web turns both off unless they are set, onnxruntime-node leaves both
 * on, and a comparison must not measure that (SPEC 14.4).
 */
export const EQUAL_FOOTING = { enableCpuMemArena: true, enableMemPattern: true } as const;
