/** Go's longest time.Duration, to which longer ones are cut. */
const LONGEST_SECONDS = (2 ** 63 - 1) / 1e9;

/**
 * How long ago as docker says it, without `ago`: `Less than a second`, `About an hour`, `7 weeks`.
 * Source: docker/go-units, HumanDuration.
 */
export function goDuration(durationInSeconds: number): string {
  const exact = Math.min(durationInSeconds, LONGEST_SECONDS);
  const seconds = Math.trunc(exact);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(exact / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.trunc(exact / 3600 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(Math.trunc(exact / 3600) / 24 / 365)} years`;
}
