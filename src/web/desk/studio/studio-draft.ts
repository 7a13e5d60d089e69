import { type ReadonlySignal, signal } from '@preact/signals';
import type { StudioOverview } from '#desk/studio/wire.ts';
import { studioApi } from './studio-api.ts';

/** The draft of the next release, shared by the studio's sections. */
export interface StudioDraft {
  /** Undefined until it has loaded. */
  readonly overview: ReadonlySignal<StudioOverview | undefined>;
  /** A sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  /** Reloads it now. Nothing else does so when others save. */
  load: () => Promise<void>;
  /** Reloads it once the editor pauses, after a save. */
  changed: () => void;
}

const PAUSE_MS = 400;

export function createStudioDraft(): StudioDraft {
  const overview = signal<StudioOverview>();
  const problem = signal('');
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const answer = await studioApi.overview();
    // A newer request has the newer answer.
    if (mine !== asked) return;
    problem.value = answer.ok ? '' : answer.problem;
    if (answer.ok) overview.value = answer.body;
  };
  return {
    overview,
    problem,
    load,
    changed() {
      clearTimeout(timer);
      timer = setTimeout(() => void load(), PAUSE_MS);
    },
  };
}
