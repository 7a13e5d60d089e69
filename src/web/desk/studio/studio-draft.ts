import { type ReadonlySignal, signal } from '@preact/signals';
import type { StudioOverview } from '#desk/studio/wire.ts';
import { studioApi } from './studio-api.ts';

/** The draft of the next release, as the sections of the studio read it. */
export interface StudioDraft {
  /** Undefined until it has loaded. */
  readonly overview: ReadonlySignal<StudioOverview | undefined>;
  /** A sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  /** Reads it anew: after a save, or when others may have saved. */
  load: () => Promise<void>;
  /** Reads it anew once the editor pauses: they have saved something. */
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
    // A later question has the later answer.
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
