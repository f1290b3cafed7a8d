import type { Suppression } from '../config/config.ts';
import type { ConfigInForce, Written } from '../config/in-force.ts';
import { whereText } from '../config/origin.ts';
import { parseByteSize } from '../core/bytes.ts';
import type { Finding } from '../core/finding.ts';
import type { Warning } from '../core/report.ts';
import { compileCover, pathCover } from './path-cover.ts';

/** What the configuration says of findings: severities, limits, suppressions. */
export interface FindingPolicy {
  /** The finding as it stands after severities and limits; null when it is off. */
  readonly rate: <F extends Finding>(finding: F) => F | null;
  /** The suppression in force that accepts the finding; null when none does. */
  readonly accept: (finding: Finding) => Suppression | null;
  /** Suppressions that have run out, and those that accepted nothing so far. */
  readonly warnings: (isWhole: boolean) => readonly Warning[];
}

interface ActiveSuppression {
  readonly written: Written<Suppression>;
  readonly covers: (place: string | undefined) => boolean;
  isUsed: boolean;
}

/** The policy on a day (`2027-01-31`); without a day nothing runs out, and a warning says so. */
export function findingPolicy(
  config: Pick<ConfigInForce, 'rules' | 'suppressions'>,
  today: string | null,
): FindingPolicy {
  const isExpired = ({ value }: Written<Suppression>): boolean =>
    today !== null && value.until !== undefined && value.until < today;
  const active = config.suppressions.filter((written) => !isExpired(written)).map(activate);
  return {
    rate: (finding) => rate(finding, config.rules),
    accept: (finding) => {
      const found = active.find((suppression) => isAccepted(finding, suppression));
      if (found === undefined) return null;
      found.isUsed = true;
      return found.written.value;
    },
    warnings: (isWhole) => [
      ...config.suppressions.filter(isExpired).map(expired),
      ...(today === null
        ? active.filter(({ written }) => written.value.until !== undefined).map(undated)
        : []),
      ...(isWhole ? active.filter(({ isUsed }) => !isUsed).map(unused) : []),
    ],
  };
}

function rate<F extends Finding>(finding: F, rules: ConfigInForce['rules']): F | null {
  const settings = rules.get(finding.rule)?.value;
  if (settings === undefined) return finding;
  if (settings.severity === 'off') return null;
  if (settings.limit !== undefined && finding.bytes <= parseByteSize(settings.limit)) return null;
  return { ...finding, severity: settings.severity ?? finding.severity };
}

function activate(written: Written<Suppression>): ActiveSuppression {
  const { path } = written.value;
  if (path === undefined) return { written, covers: () => true, isUsed: false };
  compileCover(path, written.origin);
  const cover = pathCover([path]);
  const covers = (place: string | undefined): boolean => place !== undefined && cover.of(place).length > 0;
  return { written, covers, isUsed: false };
}

function isAccepted(finding: Finding, { written, covers }: ActiveSuppression): boolean {
  return written.value.rule === finding.rule && covers(finding.place.path ?? finding.place.file);
}

function expired({ value, origin }: Written<Suppression>): Warning {
  const message = `The suppression of ${value.rule} (${value.reason}) ran out on ${value.until}${whereText(origin)}.`;
  return { code: 'suppression-expired', message };
}

function unused({ written: { value, origin } }: ActiveSuppression): Warning {
  const where = value.path === undefined ? '' : ` at ${value.path}`;
  return {
    code: 'suppression-unused',
    message: `The suppression of ${value.rule}${where} matches no finding${whereText(origin)}.`,
  };
}

function undated({ written: { value, origin } }: ActiveSuppression): Warning {
  const message = `The suppression of ${value.rule} ends on ${value.until}, but no date of today was given${whereText(origin)}.`;
  return { code: 'suppression-undated', message };
}
