import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import createCore, {
  type TessBaseApi,
  type TesseractCore,
} from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import { png } from '../../pdf/worker/png.ts';
import type { OcrRequest, OcrSetup } from '../ocr-messages.ts';
import type { RecognizedPage } from '../recognized.ts';
import { drawnRules } from './drawn-rules.ts';
import { type Grey, greyOf } from './grey-picture.ts';
import { pageOfTsv } from './page-of-tsv.ts';
import { type Slope, slopeOf } from './slope.ts';
import { fullestBand, levelled, type Turn, turnedBack, upright } from './turned.ts';
import { Unreadable } from './unreadable.ts';

/** OEM_LSTM_ONLY and PSM_AUTO, publictypes.h: the layout is analysed, so that columns are read one by one. */
const LSTM = 1;
const WHOLE_LAYOUT = '3';
/** Where SetImageFile looks for the picture, in the memory file system. */
const PICTURE = '/input';
/** Exif orientation of the picture: https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, 0112 */
const UPRIGHT = 1;
/** Confidence of text at 150 dpi and more is 90 and more, that of text upside down 30. */
const GOOD_ENOUGH = 60;
/** Lines of text stand out twice as much along their way as across it, squares of Chinese less. */
const CERTAIN = 1.5;

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
   * Straightens the picture before it is read. Which way is up only reading tells: a poor result is tried again on its
   * head, and by the other quarters where the lines do not tell their way either.
   * @throws Unreadable; after any other error Tesseract can no longer be used
   */
  read({ png: given, width, height, dpi, languages, sample = false }: OcrRequest): RecognizedPage {
    this.#load(languages);
    const picture = greyOf(given, width, height);
    const slope = slopeOf(picture);
    const level = levelled(picture, slope.skew);
    const { rules, without } = sample ? { rules: [], without: level } : drawnRules(level, dpi);
    const drawn = rules.length > 0 ? { rules } : {};
    let best: RecognizedPage | undefined;
    for (const turn of turnsOf(slope)) {
      const page = { ...this.#turned(without, turn, { dpi, sample }), ...drawn };
      if (!best || page.confidence > best.confidence) best = page;
      if (page.words.length === 0 || best.confidence >= GOOD_ENOUGH) break;
    }
    return best ?? { confidence: 0, words: [] };
  }

  #turned(picture: Grey, turn: Turn, { dpi, sample }: { dpi: number; sample: boolean }): RecognizedPage {
    const whole = upright(picture, turn);
    const { confidence, words } = this.#pass(sample ? fullestBand(whole) : whole, dpi);
    if (turn === 0) return { confidence, words };
    return {
      confidence,
      words: words.map((word) => ({ ...word, box: turnedBack(word.box, turn, whole) })),
      angle: turn,
    };
  }

  #pass(picture: Grey, dpi: number): RecognizedPage {
    this.#core.FS.writeFile(PICTURE, png({ ...picture, perPixel: 1 }));
    try {
      if (this.#api.SetImageFile(UPRIGHT) !== 0) {
        throw new Unreadable('The picture of the page is not a readable PNG.');
      }
      this.#api.SetVariable('user_defined_dpi', String(Math.round(dpi)));
      if (this.#api.Recognize(null) !== 0) {
        throw new Unreadable('Tesseract gave up on the picture of the page.');
      }
      return pageOfTsv(this.#api.GetTSVText(0));
    } finally {
      this.#api.Clear();
      this.#core.FS.unlink(PICTURE);
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

/** Ways up that are tried, the likeliest first. */
function turnsOf({ upright: isUpright, certainty }: Slope): Turn[] {
  const [likely, others]: Turn[][] = isUpright
    ? [
        [90, 270],
        [0, 180],
      ]
    : [
        [0, 180],
        [90, 270],
      ];
  return [...(likely ?? []), ...(certainty < CERTAIN ? (others ?? []) : [])];
}
