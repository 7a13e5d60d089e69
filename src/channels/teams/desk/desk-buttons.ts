import { z } from 'zod';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { ActionOutcome } from '#handoff/agent-actions.ts';
import { chatOutcomes } from '#handoff/chat.ts';
import type { TeamsAgent } from '#handoff/teams-desk/teams-desk-store.ts';
import type { TeamsAgentActions } from './agent-actions.ts';
import { deskVerbs } from './request-card.ts';

const reference = z.string().min(1).max(100);
const [claim, close, transfer] = deskVerbs;
const pressSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal(claim), reference }),
  z.object({ verb: z.literal(close), reference, outcome: z.enum(chatOutcomes) }),
  z.object({ verb: z.literal(transfer), reference, to: z.enum(['queue', 'bot']) }),
]);

/** A press of a button on a request's card. */
export type Press = z.infer<typeof pressSchema>;

const executeSchema = z.looseObject({
  action: z.looseObject({ verb: z.string(), data: z.looseObject({}).default({}) }),
});
const submitSchema = z.looseObject({ verb: z.string() });

/** How the press arrived: an `invoke` expects its reply in the response, a `message` as a message. */
export interface Pressed {
  by: 'invoke' | 'message';
  /** Undefined for a desk button that this version does not know. */
  press: Press | undefined;
}

const isDeskVerb = (verb: string): boolean => verb.startsWith('desk.');

/** Reads a press of one of the desk's buttons. @returns undefined for anything else */
export function pressIn({ type, name, value }: Activity): Pressed | undefined {
  if (type === ActivityTypes.Invoke && name === 'adaptiveCard/action') {
    const parsed = executeSchema.safeParse(value);
    if (!parsed.success || !isDeskVerb(parsed.data.action.verb)) return undefined;
    const { verb, data } = parsed.data.action;
    return { by: 'invoke', press: pressSchema.safeParse({ ...data, verb }).data };
  }
  if (type !== ActivityTypes.Message) return undefined;
  const submitted = submitSchema.safeParse(value);
  if (!submitted.success || !isDeskVerb(submitted.data.verb)) return undefined;
  return { by: 'message', press: pressSchema.safeParse(submitted.data).data };
}

/** Runs the action of a button. */
export async function doPress(
  acts: TeamsAgentActions,
  agent: TeamsAgent,
  press: Press,
): Promise<ActionOutcome> {
  switch (press.verb) {
    case 'desk.claim':
      return await acts.claim(agent, press.reference);
    case 'desk.close':
      return await acts.close(agent, press.reference, press.outcome);
    case 'desk.transfer':
      return await acts.transfer(agent, press.reference, press.to);
  }
}
