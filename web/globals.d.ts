// What wasm_exec.js and the two halves of the page put on the global object, and
// how esbuild gives the bytes of a module.

declare class GoProgram {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  _resume: () => void;
  _scheduledTimeouts: Map<number, ReturnType<typeof setTimeout>>;
  _resolveExitPromise: () => void;
  _inst: WebAssembly.Instance | undefined;
  _values: unknown[] | undefined;
  mem: DataView | undefined;
  run(instance: WebAssembly.Instance): Promise<void>;
}

declare var Go: typeof GoProgram;
declare var playgroundHost: ReturnType<typeof import('./host.js').createHost>;
/** For a program that begins on the page: gives the browser a turn, and calls f after it. */
declare var playgroundTurn: ((f?: () => void) => Promise<void>) | undefined;
declare var playgroundRunRNN: ((...args: unknown[]) => unknown) | undefined;
declare var playgroundRunLayer: ((...args: unknown[]) => unknown) | undefined;
/** In a worker: what the program is to do there. */
declare var playgroundTask: import('./worker.js').Task | undefined;
/** Set before the program starts: it computes without the SIMD kernel. For tests. */
declare var playgroundPlain: boolean | undefined;
/** early.js: shows of the page what a frame is to show. */
declare var playgroundFrame: (embed: boolean, show: string, theme: string) => void;
/** early.js: the first language of the browser's that the page speaks. */
declare var playgroundLanguage: () => string;
/** What reads files, once it is there. */
declare var playgroundReader: import('./reader.js').Reader | undefined;
declare var runRNN: (timesteps: number, inputSize: number, hiddenSize: number, seed: number) => unknown;
declare var runLayer: (spec: import('./runlayer.js').Spec) => import('./runlayer.js').Run;

declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
