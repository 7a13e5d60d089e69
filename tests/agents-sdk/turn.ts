import { Activity as AgentsActivity } from '@microsoft/agents-activity';
import {
  BaseAdapter,
  type ResourceResponse,
  TurnContext as AgentsTurnContext,
} from '@microsoft/agents-hosting';
import type { Activity } from './activity.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('This adapter does not do that.'));

/** The successor's adapter, held to what an adapter of the Bot Framework has to do. */
export abstract class BotAdapter extends BaseAdapter {
  override uploadAttachment = refuse;
  override getAttachmentInfo = refuse;
  override getAttachment = refuse;

  abstract override sendActivities(
    context: AgentsTurnContext,
    activities: Activity[],
  ): Promise<ResourceResponse[]>;

  abstract continueConversationAsync(): Promise<void>;

  protected override runMiddleware(
    context: TurnContext,
    next: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    return super.runMiddleware(context, (revocable) => next(revocable as TurnContext));
  }
}

/** The successor's context, built from a plain activity and answering with plain ones. */
export class TurnContext extends AgentsTurnContext {
  /** The activity has been checked by its channel: the successor's own `Activity.fromObject` would check it again. */
  constructor(adapter: BotAdapter, { type = 'message', ...fields }: Partial<Activity>) {
    super(adapter, Object.assign(new AgentsActivity(type), fields));
  }

  override get activity(): Activity {
    return super.activity as Activity;
  }

  override sendActivity(
    activity: string | AgentsActivity | Partial<Activity>,
  ): Promise<ResourceResponse | undefined> {
    return super.sendActivity(activity as string | AgentsActivity);
  }
}
