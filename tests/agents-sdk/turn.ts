import { Activity as AgentsActivity } from '@microsoft/agents-activity';
import {
  BaseAdapter,
  type ResourceResponse,
  TurnContext as AgentsTurnContext,
} from '@microsoft/agents-hosting';
import type { Activity } from './activity.ts';

const refuse = (): Promise<never> => Promise.reject(new Error('This adapter does not support that.'));

/** The successor's adapter, with the interface of a Bot Framework adapter. */
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

/** The successor's context, which takes a plain activity and sends plain ones. */
export class TurnContext extends AgentsTurnContext {
  /** The channel has already validated the activity; the successor's `Activity.fromObject` would do so again. */
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
