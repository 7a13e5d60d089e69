import type { PublishRun } from '#store/publish-runs.ts';
import type { DeskContext } from '../../desk-context.ts';
import { shownRun } from './shown.ts';
import type { StudioRun } from './wire.ts';

/** What pages follow while they are open: a run, and the newest publication, which needs no run if it was scheduled. */
export async function progressOf(
  { store: { releases }, insights: { timeZone }, clock }: Pick<DeskContext, 'store' | 'insights' | 'clock'>,
  run: PublishRun | undefined,
): Promise<StudioRun> {
  return { run: shownRun(run, clock()), publication: await releases.currentPublication(), timeZone };
}
