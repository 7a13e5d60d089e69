import { type ReadonlySignal, signal } from '@preact/signals';
import type { AgentProfile } from '#handoff/handoff-status.ts';
import type { Surroundings } from './surroundings.ts';

/** Who is typing on the other side, and when to report that the visitor is. */
export interface Typing {
  readonly theirs: ReadonlySignal<{ agent?: AgentProfile } | undefined>;
  /** Records a sign of typing, which counts for a few seconds. */
  show(agent: AgentProfile | undefined): void;
  hide(): void;
  /** Whether to report a key: not every key is reported. */
  isDue(): boolean;
  /** The visitor has sent their text, so the next key is reported at once. */
  restart(): void;
}

const SHOWN_MS = 6000;
const REPORTED_MS = 3000;

export function createTyping({ after, now }: Pick<Surroundings, 'after' | 'now'>): Typing {
  const theirs = signal<{ agent?: AgentProfile } | undefined>(undefined);
  let stopTimer: (() => void) | undefined;
  let reportedAt = 0;
  const hide = (): void => {
    stopTimer?.();
    theirs.value = undefined;
  };
  return {
    theirs,
    hide,
    show(agent) {
      stopTimer?.();
      theirs.value = agent === undefined ? {} : { agent };
      stopTimer = after(SHOWN_MS, hide);
    },
    isDue() {
      if (now() - reportedAt < REPORTED_MS) return false;
      reportedAt = now();
      return true;
    },
    restart() {
      reportedAt = 0;
    },
  };
}
