import type { Severity } from '../../core/finding.ts';

/** Id of a rule about images. */
export type ImageRuleId =
  | 'image/deleted-in-later-layer'
  | 'image/rewritten-in-later-layer'
  | 'image/metadata-only-rewrite'
  | 'image/distribution-upgrade'
  | 'image/apt-lists-kept'
  | 'image/apt-archives-kept'
  | 'image/apk-cache-kept'
  | 'image/yum-cache-kept'
  | 'image/pip-cache-kept'
  | 'image/npm-cache-kept'
  | 'image/yarn-cache-kept'
  | 'image/go-build-cache-kept'
  | 'image/cargo-registry-kept'
  | 'image/conda-pkgs-kept'
  | 'image/maven-gradle-cache-kept'
  | 'image/build-tools-kept'
  | 'image/docs-kept'
  | 'image/log-files'
  | 'image/temporary-files'
  | 'image/vcs-directory'
  | 'image/dev-dependencies'
  | 'image/duplicate-content'
  | 'image/python-bytecode-duplicated'
  | 'image/oversized-layer'
  | 'image/oversized-file'
  | 'image/core-dump'
  | 'image/setuid-file'
  | 'image/secret-file'
  | 'image/secret-in-history'
  | 'image/dependencies-reinstalled'
  | 'image/recommends-installed'
  | 'image/unpinned-history'
  | 'image/many-layers'
  | 'image/empty-layer'
  | 'image/root-user'
  | 'image/latest-base'
  | 'image/add-instead-of-copy';

/** Every rule about images, with how much it matters unless the configuration says otherwise. */
export const IMAGE_SEVERITY: Readonly<Record<ImageRuleId, Severity>> = {
  'image/deleted-in-later-layer': 'warning',
  'image/rewritten-in-later-layer': 'warning',
  'image/metadata-only-rewrite': 'warning',
  'image/distribution-upgrade': 'warning',
  'image/apt-lists-kept': 'warning',
  'image/apt-archives-kept': 'warning',
  'image/apk-cache-kept': 'warning',
  'image/yum-cache-kept': 'warning',
  'image/pip-cache-kept': 'warning',
  'image/npm-cache-kept': 'warning',
  'image/yarn-cache-kept': 'warning',
  'image/go-build-cache-kept': 'warning',
  'image/cargo-registry-kept': 'warning',
  'image/conda-pkgs-kept': 'warning',
  'image/maven-gradle-cache-kept': 'warning',
  'image/build-tools-kept': 'warning',
  'image/docs-kept': 'note',
  'image/log-files': 'note',
  'image/temporary-files': 'warning',
  'image/vcs-directory': 'warning',
  'image/dev-dependencies': 'warning',
  'image/duplicate-content': 'note',
  'image/python-bytecode-duplicated': 'note',
  'image/oversized-layer': 'warning',
  'image/oversized-file': 'warning',
  'image/core-dump': 'warning',
  'image/setuid-file': 'note',
  'image/secret-file': 'error',
  'image/secret-in-history': 'error',
  'image/dependencies-reinstalled': 'warning',
  'image/recommends-installed': 'note',
  'image/unpinned-history': 'note',
  'image/many-layers': 'note',
  'image/empty-layer': 'note',
  'image/root-user': 'note',
  'image/latest-base': 'warning',
  'image/add-instead-of-copy': 'note',
};
