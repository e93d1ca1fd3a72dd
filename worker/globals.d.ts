// What Cloudflare's runtime has and a browser has not, as far as index.js uses it.

declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

declare module '*/build.mjs' {
  export const build: string;
}

interface CacheStorage {
  readonly default: Cache;
}

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
}

/** Go's, of wasm_exec.js of syumai/workers: run takes what the program finds as context. */
declare class Go {
  importObject: WebAssembly.Imports;
  exit: (code: number) => void;
  run(instance: WebAssembly.Instance, context: { binding: object }): Promise<void>;
}
