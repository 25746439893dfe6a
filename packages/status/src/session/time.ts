/** A time as the API has it: RFC 3339 in UTC, cut to the second. What is no time reads as the year 1970. */
export function formatTime(time: Date): string {
  const milliseconds = time.getTime();
  return new Date(Number.isNaN(milliseconds) ? 0 : milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The milliseconds since 1970 of a time of the API, or undefined for what is none. */
export function readTime(text: string | undefined): number | undefined {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** A time as many seconds later. */
export function addSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
