/** The part of tesseract.js-core 7 that is used here; the package ships no types. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  function createCore(options: createCore.CoreOptions): Promise<createCore.TesseractCore>;
  namespace createCore {
    interface TessBaseApi {
      /** 0 where it worked. */
      Init(folder: string, languages: string, engine: number): number;
      SetVariable(name: string, value: string): boolean;
      /** Reads /input, turned by what Exif says of it; 0 where it worked. */
      SetImageFile(orientation: number): number;
      /** 0 where it worked. */
      Recognize(monitor: null): number;
      GetTSVText(page: number): string;
      /** Forgets the picture and what was read, keeps the language data. */
      Clear(): void;
    }
    interface TesseractCore {
      TessBaseAPI: new () => TessBaseApi;
      FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
    }
    interface CoreOptions {
      print(line: string): void;
      printErr(line: string): void;
      instantiateWasm(imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void): void;
    }
  }
  export = createCore;
}
