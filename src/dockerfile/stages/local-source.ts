/** A path in the context, a git repository, or something to download. */
export type SourceKind = 'file' | 'git' | 'url';

/**
 * What a source of ADD or COPY is; the context is asked for `file`s alone.
 * Source: BuildKit, dockerfile2llb/convert_copy.go and dfgitutil/git_ref.go.
 */
export function sourceKind(source: string): SourceKind {
  if (/^(?:\.\.?|github\.com)\//.test(source)) return 'file';
  const protocol = /^([a-zA-Z0-9]+):\/\//.exec(source)?.[1]?.toLowerCase();
  if (protocol === undefined) return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(source) ? 'git' : 'file';
  if (protocol === 'ssh' || protocol === 'git') return 'git';
  if (protocol !== 'http' && protocol !== 'https') return 'file';
  return /^[^?#]*\.git(?:[?#]|$)/.test(source) ? 'git' : /^https?:\/\//.test(source) ? 'url' : 'file';
}
