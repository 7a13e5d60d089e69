import type { Activity } from '#bot-framework/activity.ts';
import type { DialogContext, DialogTurnResult } from './dialog.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { HandoffOutcome, QueuePosition } from '#handoff/handoff.ts';
import { contactIn, freshFocus } from './conversation.ts';
import { customerTime } from '#handoff/customer-time.ts';
import { choice, quoted, type Reply } from './reply.ts';
import { ServiceDialog } from './service-dialog.ts';
import type { DialogServices } from './services.ts';
import { helpChoice, leaveMessageChoice } from './titles.ts';
import { turnOf } from './turn.ts';

/** For how many turns agents see that a customer is upset. */
const UPSET_TURNS = 5;

/** Whether the customer asked on their own initiative or accepted the bot's offer. */
export interface EscalateOptions {
  reason: 'asked' | 'offered';
}

/** Passes the request for a person to the hand-off and says what happens next. */
export class EscalateDialog extends ServiceDialog<EscalateOptions> {
  static readonly id = 'escalate';

  constructor(services: DialogServices) {
    super(EscalateDialog.id, services);
  }

  override async beginDialog(dc: DialogContext, { reason }: EscalateOptions): Promise<DialogTurnResult> {
    const { data, now } = turnOf(dc.context);
    const focus = freshFocus(data, now);
    const { activity } = dc.context;
    const isUpset = data.upset !== undefined && data.turns - data.upset < UPSET_TURNS;
    const outcome = await this.services.handoff.request({
      conversationId: conversationKey(activity),
      channelId: activity.channelId,
      userId: activity.from?.id ?? '',
      name: activity.from?.name,
      locale: activity.locale,
      timeZone: activity.localTimezone,
      reason,
      intent: focus?.intent,
      models: focus?.models ?? [],
      mood: isUpset ? 'upset' : undefined,
      at: now,
    });
    if (outcome.kind !== 'nobody') {
      data.personAsked = true;
      delete data.endedChat;
    } else if (outcome.takesTickets) data.messageOffered = data.turns;
    const takesTicket = outcome.kind === 'nobody' && outcome.takesTickets;
    await this.services.say(dc.context, {
      ...replyTo(outcome, activity),
      ...(takesTicket ? { ticketForm: contactIn(data) } : {}),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }
}

function replyTo(outcome: HandoffOutcome, activity: Activity): Reply {
  switch (outcome.kind) {
    case 'waiting':
      return { ...waitingReply(outcome, outcome.agentName), kind: 'handoff' };
    case 'connected': {
      const { reference, agentName } = outcome;
      const handoff = { state: 'connected', reference, agent: { name: agentName } } as const;
      return { kind: 'handoff', text: 'A person is already with you.', handoff };
    }
    case 'nobody':
      return {
        kind: 'handoff',
        text: nobodyComes(outcome, activity),
        choices: outcome.takesTickets ? [leaveMessageChoice, helpChoice] : [helpChoice],
      };
  }
}

function waitingReply(
  { position, waitSeconds, isEverybodyBusy, reference }: QueuePosition,
  agentName: string | undefined,
): Reply {
  const asked =
    agentName === undefined
      ? "I've asked for a person to take over."
      : `I've asked ${quoted(agentName)} to come back.`;
  const busy = isEverybodyBusy === true ? ' Everybody is with another customer right now.' : '';
  const positionText = position === 1 ? 'You are next' : `You are number ${position} in the queue`;
  const wait = waitSeconds === undefined ? '' : `; lately that took ${duration(waitSeconds)}`;
  return {
    kind: 'handoff',
    text: `${asked}${busy} ${positionText}${wait}. Your reference is **${reference}**. You can keep asking me in the meantime, or say “never mind” to leave the queue.`,
    choices: [choice('Never mind'), leaveMessageChoice, helpChoice],
    handoff: {
      state: 'waiting',
      reference,
      position,
      ...(waitSeconds === undefined ? {} : { waitSeconds }),
    },
  };
}

/** A waiting time in words, rounded up. */
function duration(seconds: number): string {
  if (seconds <= 60) return 'less than a minute';
  const minutes = Math.ceil(seconds / 60);
  return `about ${minutes} minutes`;
}

function nobodyComes(
  { contact, opensAt, takesTickets }: HandoffOutcome & { kind: 'nobody' },
  activity: Activity,
): string {
  const sentences = ["I'm sorry, nobody can take over in this chat at the moment."];
  if (opensAt !== undefined)
    sentences.push(`Somebody will be back on ${customerTime(opensAt, activity.localTimezone)}.`);
  if (contact !== undefined) sentences.push(`You can reach a person here: ${contact}`);
  if (takesTickets) sentences.push("I'm happy to keep helping where I can. Shall I take a message for them?");
  else if (contact === undefined)
    sentences.push('The EnGenius support page has other ways to reach a person.');
  return sentences.join(' ');
}
