import { showStrayBytes } from '../../core/byte-text.ts';
import type { PlimsollError } from '../../core/errors.ts';
import { largestFirst } from '../../core/order.ts';
import { TopList } from '../../core/top-list.ts';
import type { LanePlan } from '../plan/plan.ts';
import type { DirectorySize, NeededTransfer } from '../report.ts';
import { type LaneTally, laneWireBytes } from '../transfer/lane-tally.ts';
import { buildkitLane, type LaneName } from '../walk/lane.ts';
import type { NeedPlan } from './plan-needs.ts';

/** Adds a lane for what the Dockerfile asks of BuildKit, unless that is everything or nothing. */
export function withNeededLane(plan: LanePlan, needs: NeedPlan | null): LanePlan {
  const buildkit = plan.lanes.find(({ name }) => name === 'buildkit');
  if (!buildkit || needs === null || needs.include === null) return plan;
  return { ...plan, lanes: [...plan.lanes, buildkitLane(buildkit.rules, needs.include)] };
}

/** Bit of the lane that BuildKit transfers for the Dockerfile, without one of everything; 0: none. */
export function transferBit(needs: NeedPlan | null, { lanes }: LanePlan): number {
  if (needs?.sources.length === 0) return 0;
  const name = needs === null || needs.include === null ? 'buildkit' : 'needed';
  const lane = lanes.findIndex((one) => one.name === name);
  return lane < 0 ? 0 : 1 << lane;
}

/** What BuildKit transfers for the Dockerfile; null where it does not come to that. */
export function neededTransfer(
  needs: NeedPlan | null,
  plan: LanePlan,
  tallies: readonly LaneTally[],
  failures: ReadonlyMap<LaneName, PlimsollError>,
): NeededTransfer | null {
  if (needs === null || failures.has('buildkit') || failures.has('needed')) return null;
  const { sources } = needs;
  if (sources.length === 0) return { files: 0, bytes: 0, buildkitBytes: 0, sources };
  const lane = plan.lanes.findIndex(({ name }) => name === (needs.include === null ? 'buildkit' : 'needed'));
  const tally = tallies[lane]!;
  return { files: tally.files, bytes: tally.bytes, buildkitBytes: laneWireBytes(tally), sources };
}

/** Shares of the entries of the root in what BuildKit transfers for the Dockerfile; `whole` are those of all that is sent, `top` the length of the list. */
export function neededShares(
  needed: NeededTransfer | null,
  plan: LanePlan,
  tallies: readonly LaneTally[],
  whole: readonly DirectorySize[],
  top: number,
): readonly DirectorySize[] | null {
  if (needed === null) return null;
  if (needed.sources.length === 0) return [];
  const shares = tallies[plan.lanes.findIndex(({ name }) => name === 'needed')]?.topLevel;
  if (shares == null) return whole;
  const ranking = new TopList<DirectorySize>(top, largestFirst);
  for (const [path, share] of shares) ranking.add({ path: showStrayBytes(path), ...share });
  return ranking.sorted();
}
