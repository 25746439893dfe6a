/** A time in the form of the API: RFC 3339 in UTC, cut to the second. An invalid time gives the year 1970. */
export function formatTime(time: Date): string {
  const milliseconds = time.getTime();
  return new Date(Number.isNaN(milliseconds) ? 0 : milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A time of the API in milliseconds since 1970; undefined for any other text. */
export function readTime(text: string | undefined): number | undefined {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** The time so many seconds later. */
export function addSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
