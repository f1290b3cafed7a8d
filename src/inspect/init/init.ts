import { PlimsollError } from '../../core/errors.ts';
import { readText } from '../../files/read-small.ts';
import { renderInitText } from '../../report/config/init-text.ts';
import { parseDiveRules } from './dive-ci.ts';
import type { Flavour } from './flavour.ts';
import { proposeConfig } from './propose.ts';

/** What a starting configuration may be made from. */
export interface InitOptions {
  /** The trade whose habits become path budgets; default: guessed. */
  readonly flavour?: Flavour | undefined;
  /** A `.dive-ci` whose rules become budgets of every image. */
  readonly from?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MAX_RULES_BYTES = 2 ** 20;

/**
 * A commented starting configuration for what a directory builds and holds, with limits a little above what is measured.
 * Throws `not-found` where there is nothing to hold to a budget.
 */
export async function draftConfig(directory: string, options: InitOptions = {}): Promise<string> {
  const { flavour, from, signal } = options;
  const rules =
    from === undefined ? undefined : parseDiveRules(readText(from, 'The file', MAX_RULES_BYTES), from);
  const imageBudgets = rules?.map(({ budget }) => budget);
  const proposal = await proposeConfig(directory, { flavour, imageBudgets, signal });
  if (proposal.targets.some(({ budgets }) => budgets.length > 0)) return renderInitText(proposal);
  const [failed] = proposal.targets;
  const why =
    failed?.failure ??
    'there is no Dockerfile, no compose file and no image archive in it or three levels below';
  throw new PlimsollError(
    'not-found',
    `Nothing in ${directory} can be held to a budget: ${why.replace(/\.$/, '')}.`,
    {
      file: directory,
      hint: 'Save an image with docker buildx build --output type=oci,dest=image.tar, or write a Dockerfile first.',
    },
  );
}
