import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import createCore, {
  type TessBaseApi,
  type TesseractCore,
} from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import type { Box } from '../../pdf/page.ts';
import type { OcrRequest, OcrSetup } from '../ocr-messages.ts';
import type { RecognizedPage } from '../recognized.ts';
import { pageOfTsv } from './page-of-tsv.ts';
import { Unreadable } from './unreadable.ts';

/** OEM_LSTM_ONLY and PSM_AUTO, publictypes.h: the layout is analysed, so that columns are read one by one. */
const LSTM = 1;
const WHOLE_LAYOUT = '3';
/** Where SetImageFile looks for the picture, in the memory file system. */
const PICTURE = '/input';
/** Exif orientation of the picture: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 0112 */
const UPRIGHT = 1;
const ON_ITS_HEAD = 3;
/** Confidence of text at 150 dpi and more is 90 and more, that of text upside down 30. */
const GOOD_ENOUGH = 60;

/** Starts Tesseract in this thread; the language data is read from disk and unpacked when it is first asked for. */
export async function startTesseract(setup: OcrSetup): Promise<Tesseract> {
  const core = await createCore({
    print: () => {},
    printErr: () => {},
    instantiateWasm: (imports, ready) => ready(new WebAssembly.Instance(setup.code, imports)),
  });
  return new Tesseract(core, setup.languages);
}

/** https://github.com/tesseract-ocr/tesseract/blob/main/include/tesseract/baseapi.h */
export class Tesseract {
  readonly #core: TesseractCore;
  readonly #data: OcrSetup['languages'];
  readonly #api: TessBaseApi;
  #languages = '';

  constructor(core: TesseractCore, data: OcrSetup['languages']) {
    this.#core = core;
    this.#data = data;
    this.#api = new core.TessBaseAPI();
  }

  /**
   * Tesseract reads a page turned by 90 degrees as it is. A poor result is tried again upside down, which covers
   * pages turned by 180 and 270 degrees.
   * @throws Unreadable; after any other error Tesseract can no longer be used
   */
  read({ png, width, height, dpi, languages }: OcrRequest): RecognizedPage {
    this.#load(languages);
    this.#core.FS.writeFile(PICTURE, png);
    try {
      const page = this.#pass(UPRIGHT, dpi);
      if (page.words.length === 0 || page.confidence >= GOOD_ENOUGH) return page;
      const turned = this.#pass(ON_ITS_HEAD, dpi);
      return turned.confidence > page.confidence ? turnedBack(turned, width, height) : page;
    } finally {
      this.#core.FS.unlink(PICTURE);
    }
  }

  #pass(orientation: number, dpi: number): RecognizedPage {
    try {
      if (this.#api.SetImageFile(orientation) !== 0) {
        throw new Unreadable('The picture of the page is not a readable PNG.');
      }
      this.#api.SetVariable('user_defined_dpi', String(Math.round(dpi)));
      if (this.#api.Recognize(null) !== 0) {
        throw new Unreadable('Tesseract gave up on the picture of the page.');
      }
      return pageOfTsv(this.#api.GetTSVText(0));
    } finally {
      this.#api.Clear();
    }
  }

  /** The unpacked file is needed only while Init reads it. */
  #load(languages: readonly string[]): void {
    const wanted = languages.join('+');
    if (wanted === this.#languages) return;
    this.#languages = '';
    for (const code of languages) {
      const packed = readFileSync(new URL(this.#data[code] ?? ''));
      this.#core.FS.writeFile(`/${code}.traineddata`, gunzipSync(packed));
    }
    if (this.#api.Init('/', wanted, LSTM) !== 0) throw new Error(`Tesseract does not start with ${wanted}.`);
    for (const code of languages) this.#core.FS.unlink(`/${code}.traineddata`);
    this.#api.SetVariable('tessedit_pageseg_mode', WHOLE_LAYOUT);
    this.#languages = wanted;
  }
}

function turnedBack({ confidence, words }: RecognizedPage, width: number, height: number): RecognizedPage {
  const turn = ({ x0, y0, x1, y1 }: Box): Box => ({
    x0: width - x1,
    y0: height - y1,
    x1: width - x0,
    y1: height - y0,
  });
  return { confidence, words: words.map((word) => ({ ...word, box: turn(word.box) })) };
}
