import type { TurnContext } from '#bot-framework/turn.ts';
import type { Handoff } from '#handoff/handoff.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Focus } from '#understanding/context.ts';
import type { Understanding } from '#understanding/understanding.ts';
import type { Reply } from './reply.ts';

/** What the dialogs need from the rest of the application. The composition root supplies it. */
export interface DialogServices {
  knowledge: Knowledge;
  understand: (message: string, focus?: Focus) => Understanding;
  handoff: Handoff;
  /** Sends a reply in the form that suits the channel. */
  say: (context: TurnContext, reply: Reply) => Promise<void>;
  /** Records whether an answer helped. `activityId`: the reply under which a thumb was pressed. */
  onFeedback: (
    context: TurnContext,
    feedback: { answerId: string; helpful: boolean; activityId?: string },
  ) => void;
}
