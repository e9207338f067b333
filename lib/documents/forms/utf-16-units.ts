import { endianness } from 'node:os';

/** The text of units of UTF-16, as this machine has numbers of two bytes. A mark is a character like any. */
export function textOfUnits(units: Uint16Array): string {
  const own = endianness() === 'LE' ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(own, { ignoreBOM: true }).decode(units);
}
