/** Minutes by which local time is ahead of UTC at a moment, given in seconds since 1970. */
export type UtcOffset = (epochSeconds: number) => number;

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Whole seconds since 1970 of an RFC 3339 time; null for what is none, a 30 February among them. */
export function parseTime(text: string): number | null {
  const match = RFC3339.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || hour > 23 || minute > 59 || second > 59) return null;
  const [zoneHours, zoneMinutes] = [Number(match[8] ?? 0), Number(match[9] ?? 0)];
  if (zoneHours > 23 || zoneMinutes > 59) return null;
  const ahead = (match[7] === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes);
  return date.getTime() / 1000 + hour * 3600 + (minute - ahead) * 60 + second;
}

/** A moment in local time as Go's time.RFC3339 prints it: `2026-11-21T07:13:06Z`, `2026-11-21T09:13:06+02:00`. */
export function rfc3339(epochSeconds: number, utcOffset: UtcOffset): string {
  const ahead = utcOffset(epochSeconds);
  return localDateTime(epochSeconds, ahead, 'T') + (ahead === 0 ? 'Z' : zone(ahead, ':'));
}

/** A moment in local time as Go's time.String prints it: `2026-11-21 07:13:06 +0000 UTC`; a zone without a name is its offset. */
export function goTimeString(epochSeconds: number, utcOffset: UtcOffset): string {
  const ahead = utcOffset(epochSeconds);
  const offset = zone(ahead, '');
  return `${localDateTime(epochSeconds, ahead, ' ')} ${offset} ${ahead === 0 ? 'UTC' : offset}`;
}

/** A moment as people read it: `2026-11-21 07:13:06 UTC`. */
export function utcText(epochSeconds: number): string {
  return `${localDateTime(epochSeconds, 0, ' ')} UTC`;
}

function localDateTime(epochSeconds: number, ahead: number, separator: string): string {
  return new Date((epochSeconds + ahead * 60) * 1000).toISOString().slice(0, 19).replace('T', separator);
}

function zone(ahead: number, colon: string): string {
  const minutes = Math.abs(ahead);
  const two = (part: number): string => String(Math.trunc(part)).padStart(2, '0');
  return `${ahead < 0 ? '-' : '+'}${two(minutes / 60)}${colon}${two(minutes % 60)}`;
}
