import { derivedFrom } from '#derived-from.ts';
import { maskFor } from '#review/masking/for-knowledge.ts';
import { createBench } from '#studio/publishing/bench.ts';
import { createPublishDue } from '#studio/publishing/publish-due.ts';
import { Publisher } from '#studio/publishing/publisher.ts';
import { Verdicts } from '#studio/publishing/verdicts.ts';
import { Studio } from '#studio/studio.ts';
import type { AppContext } from './app-context.ts';

/** Wires the draft, and everything that publishes it. */
export function composePublishing({
  config,
  parts: { clock, log },
  store,
  workbench,
  knowledge,
}: AppContext) {
  const bench = createBench(workbench, store.releases, clock);
  const studio = new Studio({ store, knowledgeDir: config.knowledgeDir, clock, workbench });
  const parts = { store, studio, bench, clock, log };
  return {
    studio,
    bench,
    publisher: new Publisher(parts),
    verdicts: new Verdicts({ ...parts, mask: derivedFrom(knowledge, maskFor) }),
    publishDue: createPublishDue(parts),
  };
}
