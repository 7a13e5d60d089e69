import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import type { HandoffOutcome } from '../src/handoff/handoff.ts';
import { freshFocus } from './conversation.ts';
import { ServiceDialog } from './service-dialog.ts';
import type { DialogServices } from './services.ts';
import { helpChoice } from './titles.ts';
import { turnOf } from './turn.ts';

/** Whether the customer asked by themselves or took the bot's offer. */
export interface EscalateOptions {
  reason: 'asked' | 'offered';
}

function whatWillHappen(outcome: HandoffOutcome): string {
  if (outcome.kind === 'waiting') {
    const place = outcome.place === 1 ? 'You are next' : `You are number ${outcome.place} in the queue`;
    return `I have asked for a person to take over. ${place}. Your reference is **${outcome.reference}**. You can go on asking me meanwhile.`;
  }
  const elsewhere =
    outcome.contact === undefined
      ? 'Please try the EnGenius support page for ways to reach a person.'
      : `You can reach a person here: ${outcome.contact}`;
  return `I am sorry: nobody can take over in this chat at the moment. I have noted your wish under the reference **${outcome.reference}**. ${elsewhere} Meanwhile I am glad to go on helping as far as I can.`;
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
    await this.services.say(dc.context, {
      kind: 'handoff',
      text: whatWillHappen(outcome),
      choices: [helpChoice],
    });
    return this.end(dc, { kind: 'done', answered: false });
  }
}
