import { textOfUnits } from './utf-16-units.ts';

/** Characters of bytes 128 to 255 in code page 850, DOS in Western Europe (Unicode's mapping CP850.TXT). */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Text in code page 850. Letters are where code page 437 has them too, as far as that has them. */
export const ibm850Text = (bytes: Uint8Array): string =>
  textOfUnits(new Uint16Array(bytes).map((unit) => (unit < 0x80 ? unit : UPPER.charCodeAt(unit - 0x80))));
