import type { RuleScope } from '../../ignore/rule-scope.ts';
import { createJudge, descend, enterScopes, type Judge, judgeEntry, rootScopes } from '../walk/judge.ts';
import type { Lane } from '../walk/lane.ts';
import { namesIn, typeAt } from '../walk/look.ts';

const THE_LANE = 1;

/** Whether the lane sends anything below a directory, which then goes along itself: looks until it finds something. */
export function sendsBelow(root: string, lane: Lane, directory: string): boolean {
  const judge = createJudge([lane], 0, () => {});
  const scopes = scopesIn(judge, directory);
  const pending = scopes === null ? [] : [{ path: directory, scopes }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const name of namesIn(root, next.path)) {
      const path = `${next.path}/${name}`;
      const type = typeAt(root, path);
      if (type === null) continue;
      const { sent, entered } = judgeEntry(judge, THE_LANE & judge.live, next.scopes, path, name, type);
      if (sent !== 0) return true;
      if (type === 'directory' && entered !== 0)
        pending.push({ path, scopes: enterScopes(judge, next.scopes, path) });
    }
  }
  return false;
}

/** The rules inside a directory; null when the lane never comes there. */
function scopesIn(judge: Judge, directory: string): readonly RuleScope[] | null {
  let scopes = rootScopes(judge);
  for (let slash = directory.indexOf('/'); ; slash = directory.indexOf('/', slash + 1)) {
    const path = slash < 0 ? directory : directory.slice(0, slash);
    const inside = descend(judge, THE_LANE, scopes, path);
    if (inside.lanes === 0) return null;
    scopes = inside.scopes;
    if (slash < 0) return scopes;
  }
}
