import type { Observation } from '../../../core/finding.ts';
import { IMAGE_SEVERITY } from '../../../image/rules/severities.ts';
import { listFact, numberFact, stakes, textFact } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';
import { ownFix } from './cache-rule.ts';
import { commandOf, rewritten } from './snippet.ts';

/** How an image is put together. */
export const STEP_RULES: readonly RuleText[] = [
  {
    id: 'image/dependencies-reinstalled',
    severity: IMAGE_SEVERITY['image/dependencies-reinstalled'],
    title: 'Every change of a source installs the dependencies anew',
    what: 'A COPY of everything before the step that installs what a manifest names (npm ci, pip install -r, go mod download and the like), and no COPY of the manifest alone before.',
    why: 'The build cache of a step holds while nothing before it changes. Here each edit runs the installation again and makes a layer to push and pull.',
    cure: 'Copy the manifest first, install, then copy the rest.',
    measured: 'What the layer of the installation stores.',
    off: 'When the image is built once.',
    message: (seen) =>
      `\`${textFact(seen, 'install')}\` runs after everything was copied: each change of a source makes ${stakes(seen)} anew.`,
    fix: (seen) =>
      `Copy the manifest first: \`COPY ${manifestOf(seen)} ./\`, then \`RUN ${commandOf(seen) ?? textFact(seen, 'install')}\`, then \`COPY . .\`.`,
  },
  {
    id: 'image/recommends-installed',
    severity: IMAGE_SEVERITY['image/recommends-installed'],
    title: 'Recommended packages are installed along',
    what: 'Calls of apt-get install without --no-install-recommends, where no step turns recommendations off.',
    why: 'Recommended packages are often larger than what was asked for.',
    cure: 'Write `apt-get install --no-install-recommends`, and name what is needed.',
    measured: 'Nothing: which packages came along is not known for certain.',
    off: 'When the recommended packages are wanted.',
    message: (seen) => `apt-get installs ${listText(seen, 'packages')} with all that they recommend.`,
    fix: (seen) => {
      const command = commandOf(seen);
      const better =
        command === null
          ? null
          : rewritten(
              command,
              /\b(apt(?:-get)?(?: -[\w-]+)*) install /g,
              '$1 install --no-install-recommends ',
            );
      return better === null ? 'Add `--no-install-recommends`.' : `Write \`${better}\`.`;
    },
  },
  {
    id: 'image/unpinned-history',
    severity: IMAGE_SEVERITY['image/unpinned-history'],
    title: 'A step takes what is newest',
    what: 'Steps that install packages of a language without a version, clone a branch, fetch what is called latest, or pipe a download into a shell. Packages of a distribution do not count: old versions leave its archives.',
    why: 'The same Dockerfile gives another image tomorrow.',
    cure: 'Name versions, tags and commits; check what is fetched against its sha256.',
    measured: 'Nothing.',
    off: 'When builds are meant to take the newest.',
    message: (seen) => `The step takes what is newest: ${listText(seen, 'what')}.`,
    fix: () => 'Name a version, a tag or a commit.',
  },
  {
    id: 'image/many-layers',
    severity: IMAGE_SEVERITY['image/many-layers'],
    title: 'There are many layers',
    what: 'More than 50 layers.',
    why: 'Docker stops at 127, and each layer costs a request when the image is pulled.',
    cure: 'Bring steps together in one RUN, or copy the result of an earlier stage.',
    measured: 'Nothing.',
    off: 'When the layers are made for sharing, by nix or bazel for instance.',
    message: (seen) =>
      `The image has ${numberFact(seen, 'layers')} layers (own: ${numberFact(seen, 'own')}); Docker stops at ${numberFact(seen, 'most')}.`,
    fix: ownFix(() => 'Bring steps together that always change together.'),
  },
  {
    id: 'image/empty-layer',
    severity: IMAGE_SEVERITY['image/empty-layer'],
    title: 'A layer changes nothing',
    what: 'Own layers without an entry, or with nothing but directories that were there already with the same mode and owner.',
    why: 'The step could go; often it did its work somewhere else than meant, in a volume or a mount for instance.',
    cure: 'Delete the step, or find out where its files went.',
    measured: 'Nothing.',
    off: 'When the step is run for its effect outside of the image.',
    message: () => 'The layer changes nothing.',
    fix: () =>
      'Delete the step, or find out where its files went: what a RUN writes into a VOLUME or a mount is not stored.',
  },
  {
    id: 'image/root-user',
    severity: IMAGE_SEVERITY['image/root-user'],
    title: 'The program runs as root',
    what: 'An image whose config names no user, or root.',
    why: 'Whoever breaks out of the program is root in the container.',
    cure: 'End the Dockerfile with `USER` and a user of its own.',
    measured: 'Nothing.',
    off: 'When who runs it is decided elsewhere, or it has to be root.',
    message: (seen) =>
      textFact(seen, 'user') === ''
        ? 'No USER is set, so the program runs as root.'
        : `USER is ${textFact(seen, 'user')}: the program runs as root.`,
    fix: () => 'Write `USER 65532:65532`, or a user that the image has, before the ENTRYPOINT.',
  },
  {
    id: 'image/latest-base',
    severity: IMAGE_SEVERITY['image/latest-base'],
    title: 'A base has no version',
    what: 'A FROM without tag and digest, or with the tag latest, in a stage that the image depends on. Seen where the Dockerfile is given: --file, or `dockerfile` in the configuration.',
    why: 'The same Dockerfile gives another image when the base moves on, at a time that nobody chose.',
    cure: 'Name a version, and pin it by its digest: `FROM name:1.2@sha256:…`.',
    measured: 'Nothing.',
    off: 'When builds are meant to take the newest base.',
    message: (seen) => `The base ${textFact(seen, 'base')} has no version.`,
    fix: (seen) =>
      `Write \`FROM ${textFact(seen, 'base').replace(/:latest$/, '')}:VERSION\`, best with its digest.`,
  },
  {
    id: 'image/add-instead-of-copy',
    severity: IMAGE_SEVERITY['image/add-instead-of-copy'],
    title: 'ADD where COPY would do',
    what: 'An ADD of files of the context that are no archives. Seen where the Dockerfile is given: --file, or `dockerfile` in the configuration.',
    why: 'ADD unpacks archives and downloads URLs: a reader cannot tell whether that is meant.',
    cure: 'Write COPY.',
    measured: 'Nothing.',
    off: 'Never.',
    message: (seen) => `ADD copies ${listFact(seen, 'sources').join(', ')}: COPY does that and nothing else.`,
    fix: (seen) => `Write \`${(seen.place.instruction ?? 'ADD').replace(/^add/i, 'COPY')}\`.`,
  },
];

const MANIFESTS: readonly (readonly [install: RegExp, manifest: string])[] = [
  [/^npm/, 'package.json package-lock.json'],
  [/^yarn/, 'package.json yarn.lock'],
  [/^pnpm/, 'package.json pnpm-lock.yaml'],
  [/^bun /, 'package.json bun.lock'],
  [/^pip/, 'requirements.txt'],
  [/^poetry/, 'pyproject.toml poetry.lock'],
  [/^uv/, 'pyproject.toml uv.lock'],
  [/^go/, 'go.mod go.sum'],
  [/^bundle/, 'Gemfile Gemfile.lock'],
  [/^composer/, 'composer.json composer.lock'],
];

function manifestOf(seen: Observation): string {
  return MANIFESTS.find(([install]) => install.test(textFact(seen, 'install')))?.[1] ?? 'the-manifest';
}

function listText(seen: Observation, name: string): string {
  const items = listFact(seen, name);
  const left = numberFact(seen, 'count') - items.length;
  return items.join(', ') + (left > 0 ? ` and ${left} more` : '');
}
