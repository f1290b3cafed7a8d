import type { Severity } from '../../core/finding.ts';

/** Id of a rule about contexts. */
export type ContextRuleId =
  | 'context/oversized-file'
  | 'context/vcs-directory'
  | 'context/dependency-directory'
  | 'context/build-output'
  | 'context/secret-file'
  | 'context/git-ignored-yet-sent'
  | 'context/no-ignore-file'
  | 'context/ignore-file-not-read'
  | 'context/invalid-rule'
  | 'context/unused-rule'
  | 'context/shadowed-rule'
  | 'context/inert-exception'
  | 'context/gitignore-habit'
  | 'context/slow-pruning'
  | 'context/arrives-empty'
  | 'context/lost-to-pruning'
  | 'context/sent-not-needed'
  | 'context/copy-of-excluded'
  | 'context/copy-source-missing'
  | 'context/copy-of-broken-link'
  | 'context/copy-widened-by-link'
  | 'context/unreadable'
  | 'context/special-file'
  | 'context/case-collision'
  | 'context/unsendable-name'
  | 'context/huge-symlink-target-outside';

/** Every rule about contexts, with how much it matters unless the configuration says otherwise. */
export const CONTEXT_SEVERITY: Readonly<Record<ContextRuleId, Severity>> = {
  'context/oversized-file': 'warning',
  'context/vcs-directory': 'warning',
  'context/dependency-directory': 'warning',
  'context/build-output': 'warning',
  'context/secret-file': 'error',
  'context/git-ignored-yet-sent': 'warning',
  'context/no-ignore-file': 'warning',
  'context/ignore-file-not-read': 'warning',
  'context/invalid-rule': 'warning',
  'context/unused-rule': 'note',
  'context/shadowed-rule': 'note',
  'context/inert-exception': 'warning',
  'context/gitignore-habit': 'warning',
  'context/slow-pruning': 'note',
  'context/arrives-empty': 'error',
  'context/lost-to-pruning': 'error',
  'context/sent-not-needed': 'note',
  'context/copy-of-excluded': 'error',
  'context/copy-source-missing': 'error',
  'context/copy-of-broken-link': 'error',
  'context/copy-widened-by-link': 'warning',
  'context/unreadable': 'warning',
  'context/special-file': 'warning',
  'context/case-collision': 'warning',
  'context/unsendable-name': 'error',
  'context/huge-symlink-target-outside': 'note',
};
