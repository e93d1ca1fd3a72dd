// What wasm_exec.js and the two halves of the page put on the global object.

declare class GoProgram {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  _resume: () => void;
  run(instance: WebAssembly.Instance): Promise<void>;
}

declare var Go: typeof GoProgram;
declare var playgroundHost: ReturnType<typeof import('./host.js').createHost>;
declare var playgroundRunRNN: ((...args: unknown[]) => unknown) | undefined;
declare var runRNN: (timesteps: number, inputSize: number, hiddenSize: number, seed: number) => unknown;
