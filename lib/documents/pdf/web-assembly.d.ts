// What Node has and its types leave to the browser's: https://webassembly.github.io/spec/js-api/
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;
  type Imports = Record<string, Record<string, unknown>>;
  const Memory: { prototype: Memory; new (size: { initial: number }): Memory };
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  const Instance: new (module: Module, imports: Imports) => Instance;
  interface Instance {
    readonly exports: Exports;
  }
  interface Module {
    readonly kind?: never;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
