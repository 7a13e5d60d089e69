import type { Activity } from 'botbuilder';
import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import type { HandoffOutcome } from '../src/handoff/handoff.ts';
import { freshFocus } from './conversation.ts';
import { customerTime } from './customer-time.ts';
import { leaveChoice } from './leave-message.ts';
import { ServiceDialog } from './service-dialog.ts';
import type { DialogServices } from './services.ts';
import { helpChoice } from './titles.ts';
import { turnOf } from './turn.ts';

/** Whether the customer asked by themselves or took the bot's offer. */
export interface EscalateOptions {
  reason: 'asked' | 'offered';
}

/** Takes the wish for a person to the hand-off and says what will happen. */
export class EscalateDialog extends ServiceDialog<EscalateOptions> {
  static readonly id = 'escalate';

  constructor(services: DialogServices) {
    super(EscalateDialog.id, services);
  }

  override async beginDialog(dc: DialogContext, { reason }: EscalateOptions): Promise<DialogTurnResult> {
    const { data, now } = turnOf(dc.context);
    const focus = freshFocus(data, now);
    const { activity } = dc.context;
    const outcome = await this.services.handoff.request({
      conversationId: activity.conversation.id,
      channelId: activity.channelId,
      reason,
      subject: focus?.intent,
      models: focus?.models ?? [],
      at: now,
    });
    const takesMessages = outcome.kind === 'nobody' && outcome.takesMessages;
    if (takesMessages) data.messageOffered = data.turns;
    await this.services.say(dc.context, {
      kind: 'handoff',
      text: outcome.kind === 'waiting' ? willCome(outcome) : nobodyComes(outcome, activity),
      choices: takesMessages ? [leaveChoice, helpChoice] : [helpChoice],
    });
    return this.end(dc, { kind: 'done', answered: false });
  }
}

function willCome({ place, reference }: { place: number; reference: string }): string {
  const standing = place === 1 ? 'You are next' : `You are number ${place} in the queue`;
  return `I have asked for a person to take over. ${standing}. Your reference is **${reference}**. You can go on asking me meanwhile.`;
}

function nobodyComes(
  { contact, opensAt, takesMessages }: HandoffOutcome & { kind: 'nobody' },
  activity: Activity,
): string {
  const sentences = ['I am sorry: nobody can take over in this chat at the moment.'];
  if (opensAt !== undefined) sentences.push(`Somebody is back on ${customerTime(opensAt, activity)}.`);
  if (contact !== undefined) sentences.push(`You can reach a person here: ${contact}`);
  if (takesMessages) sentences.push('Shall I take a message for them?');
  else if (contact === undefined)
    sentences.push('Please try the EnGenius support page for ways to reach a person.');
  sentences.push('Meanwhile I am glad to go on helping as far as I can.');
  return sentences.join(' ');
}
