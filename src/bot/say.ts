import type { TurnContext } from '#bot-framework/turn.ts';
import type { Reply } from '#dialogs/reply.ts';
import { present } from './presenter.ts';
import { noteReply } from './turn-outcome.ts';

/** The key in `context.turnState` of the choices that the turn's last reply offers. */
const OFFERED = Symbol('offered choices');

/** Sends a reply. Clients show only the choices of the last reply, so a notice repeats those of the previous reply. */
export async function say(context: TurnContext, reply: Reply): Promise<void> {
  const before = reply.kind === 'notice' ? context.turnState.get<Reply['choices']>(OFFERED) : undefined;
  const choices = reply.choices ?? before ?? [];
  context.turnState.set(OFFERED, choices);
  noteReply(context, reply);
  await context.sendActivity(present({ ...reply, choices }));
}
