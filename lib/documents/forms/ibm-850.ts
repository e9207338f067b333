/** Characters of bytes 128 to 255 in code page 850, DOS in Western Europe (Unicode's mapping CP850.TXT). */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Text in code page 850. Letters are where code page 437 has them too, as far as that has them. */
export function ibm850Text(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const codes = Array.from(bytes.subarray(at, at + BLOCK), (byte) =>
      byte < 0x80 ? byte : UPPER.charCodeAt(byte - 0x80),
    );
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

const BLOCK = 8_192;
