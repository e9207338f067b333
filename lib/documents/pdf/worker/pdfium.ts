import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { Heap } from './heap.ts';

/** PDFium in WebAssembly. `api` is the package's, which takes a microsecond a call; `call` reaches the code itself. */
export interface Pdfium {
  api: WrappedPdfiumModule;
  heap: Heap;
  call: Calls;
}

/** Functions called for each page, character or object, with numbers and addresses only. */
const CALLS = {
  pageSize: 'FPDF_GetPageSizeByIndex',
  loadPage: 'FPDF_LoadPage',
  closePage: 'FPDF_ClosePage',
  pageWidth: 'FPDF_GetPageWidthF',
  pageHeight: 'FPDF_GetPageHeightF',
  rotation: 'FPDFPage_GetRotation',
  toDevice: 'FPDF_PageToDevice',
  loadText: 'FPDFText_LoadPage',
  closeText: 'FPDFText_ClosePage',
  countCharacters: 'FPDFText_CountChars',
  unicode: 'FPDFText_GetUnicode',
  textObject: 'FPDFText_GetTextObject',
  fontOf: 'FPDFTextObj_GetFont',
  fontSize: 'FPDFText_GetFontSize',
  looseBox: 'FPDFText_GetLooseCharBox',
  origin: 'FPDFText_GetCharOrigin',
  matrix: 'FPDFText_GetMatrix',
  countObjects: 'FPDFPage_CountObjects',
  object: 'FPDFPage_GetObject',
  objectType: 'FPDFPageObj_GetType',
  objectBounds: 'FPDFPageObj_GetBounds',
  objectMatrix: 'FPDFPageObj_GetMatrix',
  countSegments: 'FPDFPath_CountSegments',
  segment: 'FPDFPath_GetPathSegment',
  segmentPoint: 'FPDFPathSegment_GetPoint',
  segmentType: 'FPDFPathSegment_GetType',
  segmentCloses: 'FPDFPathSegment_GetClose',
  drawMode: 'FPDFPath_GetDrawMode',
  nextLink: 'FPDFLink_Enumerate',
  linkAction: 'FPDFLink_GetAction',
  actionType: 'FPDFAction_GetType',
  loadWebLinks: 'FPDFLink_LoadWebLinks',
  countWebLinks: 'FPDFLink_CountWebLinks',
  closeWebLinks: 'FPDFLink_CloseWebLinks',
  charBox: 'FPDFText_GetCharBox',
  mapError: 'FPDFText_HasUnicodeMapError',
  renderMode: 'FPDFTextObj_GetTextRenderMode',
  fillColour: 'FPDFPageObj_GetFillColor',
  strokeColour: 'FPDFPageObj_GetStrokeColor',
  countMarks: 'FPDFPageObj_CountMarks',
  mark: 'FPDFPageObj_GetMark',
  markName: 'FPDFPageObjMark_GetName',
  glyphPath: 'FPDFFont_GetGlyphPath',
  countGlyphSegments: 'FPDFGlyphPath_CountGlyphSegments',
  glyphSegment: 'FPDFGlyphPath_GetGlyphPathSegment',
  setActive: 'FPDFPageObj_SetIsActive',
  clipPath: 'FPDFPageObj_GetClipPath',
  countClipPaths: 'FPDFClipPath_CountPaths',
  countClipSegments: 'FPDFClipPath_CountPathSegments',
  clipSegment: 'FPDFClipPath_GetPathSegment',
  countAnnotations: 'FPDFPage_GetAnnotCount',
  annotation: 'FPDFPage_GetAnnot',
  annotationType: 'FPDFAnnot_GetSubtype',
  annotationFlags: 'FPDFAnnot_GetFlags',
  closeAnnotation: 'FPDFPage_CloseAnnot',
} as const;

type Calls = Record<keyof typeof CALLS, Call>;
type Call = (...values: number[]) => number;

/**
 * Starts PDFium with a memory that grows to `memoryBytes` and no further: PDFium then aborts, which throws
 * WebAssembly.RuntimeError from the call that needed more, and is of no further use.
 */
export async function loadPdfium(code: WebAssembly.Module, memoryBytes: number): Promise<Pdfium> {
  let exported: WebAssembly.Exports = {};
  const api = await init({
    ...{ print: () => {}, printErr: () => {} },
    instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(code, capped(imports, memoryBytes));
      exported = instance.exports;
      ready(instance);
      return exported;
    },
  });
  const { memory } = exported;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('PDFium exports no memory.');
  api.PDFiumExt_Init();
  const heap = new Heap(memory, exportedCall(exported, 'malloc'), exportedCall(exported, 'free'));
  return { api, heap, call: callsOf(exported) };
}

/** Emscripten asks `emscripten_resize_heap` for every growth; 0 says that there is none. */
function capped(imports: WebAssembly.Imports, memoryBytes: number): WebAssembly.Imports {
  const env = imports['env'] ?? {};
  const grow = env['emscripten_resize_heap'];
  if (typeof grow !== 'function') throw new TypeError('PDFium asks for no growth: it cannot be capped.');
  const capped = (bytes: number) => (bytes >>> 0 > memoryBytes ? 0 : Number(grow(bytes)));
  return { ...imports, env: { ...env, emscripten_resize_heap: capped } };
}

function callsOf(exported: WebAssembly.Exports): Calls {
  const find = (name: keyof typeof CALLS) => exportedCall(exported, CALLS[name]);
  return {
    pageSize: find('pageSize'),
    loadPage: find('loadPage'),
    closePage: find('closePage'),
    pageWidth: find('pageWidth'),
    pageHeight: find('pageHeight'),
    rotation: find('rotation'),
    toDevice: find('toDevice'),
    loadText: find('loadText'),
    closeText: find('closeText'),
    countCharacters: find('countCharacters'),
    unicode: find('unicode'),
    textObject: find('textObject'),
    fontOf: find('fontOf'),
    fontSize: find('fontSize'),
    looseBox: find('looseBox'),
    origin: find('origin'),
    matrix: find('matrix'),
    countObjects: find('countObjects'),
    object: find('object'),
    objectType: find('objectType'),
    objectBounds: find('objectBounds'),
    objectMatrix: find('objectMatrix'),
    countSegments: find('countSegments'),
    segment: find('segment'),
    segmentPoint: find('segmentPoint'),
    segmentType: find('segmentType'),
    segmentCloses: find('segmentCloses'),
    drawMode: find('drawMode'),
    nextLink: find('nextLink'),
    linkAction: find('linkAction'),
    actionType: find('actionType'),
    loadWebLinks: find('loadWebLinks'),
    countWebLinks: find('countWebLinks'),
    closeWebLinks: find('closeWebLinks'),
    charBox: find('charBox'),
    mapError: find('mapError'),
    renderMode: find('renderMode'),
    fillColour: find('fillColour'),
    strokeColour: find('strokeColour'),
    countMarks: find('countMarks'),
    mark: find('mark'),
    markName: find('markName'),
    glyphPath: find('glyphPath'),
    countGlyphSegments: find('countGlyphSegments'),
    glyphSegment: find('glyphSegment'),
    setActive: find('setActive'),
    clipPath: find('clipPath'),
    countClipPaths: find('countClipPaths'),
    countClipSegments: find('countClipSegments'),
    clipSegment: find('clipSegment'),
    countAnnotations: find('countAnnotations'),
    annotation: find('annotation'),
    annotationType: find('annotationType'),
    annotationFlags: find('annotationFlags'),
    closeAnnotation: find('closeAnnotation'),
  };
}

/** The function itself, without one around it, so that V8 compiles calls of it in place. */
function exportedCall(exported: WebAssembly.Exports, name: string): Call {
  const found = exported[name];
  if (!isCall(found)) throw new TypeError(`PDFium exports no ${name}.`);
  return found;
}

function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}
