const FORM = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/;

/** A date of a PDF (ISO 32000-2, 7.9.4: `D:20240131120000+01'00'`) as ISO 8601, as far as it goes; null if it is none. */
export function pdfDate(text: string): string | null {
  const found = FORM.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute = '00', second = '00', zulu, sign, zoneHour, zoneMinute = '00'] =
    found;
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  if (day === undefined || hour === undefined) return isDate(date) ? date : null;
  const zone = zulu ?? (sign === undefined ? '' : `${sign}${zoneHour}:${zoneMinute}`);
  const time = `${date}T${hour}:${minute}:${second}${zone}`;
  return isDate(time) ? time : null;
}

const isDate = (text: string): boolean => !Number.isNaN(Date.parse(text));
