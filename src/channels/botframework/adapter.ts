import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import {
  AppCredentials,
  CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  type ConnectorClient,
  type InvokeResponse,
} from '#bot-framework/connector.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import type { Config } from '#config.ts';
import { HttpProblem } from '#http/problem.ts';
import { createAuthentication, startSendTimeout, type StartTimeout } from './authentication.ts';

/** The caller, as the SDK authenticated it. */
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/**
 * Bot Framework's adapter with the two halves of a request kept apart: authentication and the turn. The SDK's own
 * `process` responds to a merely bad token with 500 and the raw error message.
 */
export class SupportAdapter extends CloudAdapter {
  private readonly appId: string;
  private readonly authentication: ConfigurationBotFrameworkAuthentication;

  /** @param startTimeout called for each request to a channel */
  constructor(app: Config['microsoftApp'], startTimeout: StartTimeout = startSendTimeout) {
    const authentication = createAuthentication(app, startTimeout);
    super(authentication);
    this.authentication = authentication;
    this.appId = app.id ?? '';
  }

  /**
   * Checks a request's token by itself: who signed it, for which bot, until when. That is enough to start reading the
   * body; `authenticate` then checks that the token also fits the activity.
   * @throws {HttpProblem} 401
   */
  async checkToken(authorization: string): Promise<void> {
    await this.authenticate({ channelId: '', serviceUrl: '' }, authorization);
  }

  /** Checks the token of a request. @throws {HttpProblem} 401 for any bad token, before anything else has run */
  async authenticate(
    activity: Pick<Activity, 'channelId' | 'serviceUrl'>,
    authorization: string,
  ): Promise<Authenticated> {
    try {
      return await this.authentication.authenticateRequest(activity as Activity, authorization);
    } catch (error) {
      throw new HttpProblem(
        401,
        'Unauthorized',
        'The token was not issued by the Bot Framework for this bot.',
        { cause: error },
      );
    }
  }

  /**
   * Sends a proactive activity: one request, which may take ten seconds.
   * @returns the channel's id of the activity; empty if it gives none
   * @throws the channel's error, with its `statusCode` and `response`; without them if the channel did not respond in
   *   time and may or may not have the activity
   */
  async say(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<string> {
    let id = '';
    await this.continueConversationAsync(this.appId, reference, async (context) => {
      // Through the context it would become a reply to the synthetic activity of this turn, which no channel knows.
      const { activityId: _, ...where } = reference;
      const addressed = TurnContext.applyConversationReference({ ...activity }, where) as Activity;
      const [response] = await this.sendActivities(context, [addressed]);
      id = response?.id ?? '';
    });
    return id;
  }

  /**
   * Replaces an activity that was sent.
   * @throws the channel's error, with its `statusCode`
   */
  async update(
    reference: Partial<ConversationReference>,
    id: string,
    activity: Partial<Activity>,
  ): Promise<void> {
    await this.continueConversationAsync(this.appId, reference, async (context) => {
      const { activityId: _, ...where } = reference;
      await this.updateActivity(context, TurnContext.applyConversationReference({ ...activity, id }, where));
    });
  }

  /** The token that authenticates the bot to the channel of a turn; undefined if it has none. */
  async tokenIn(context: TurnContext): Promise<string | undefined> {
    if (this.appId === '') return undefined;
    const client = context.turnState.get<ConnectorClient | undefined>(this.ConnectorClientKey);
    const credentials = client?.['credentials'];
    return credentials instanceof AppCredentials ? await credentials.getToken() : undefined;
  }

  /** Runs the turn. Returns what belongs in the response itself (expected replies, invokes), if anything. */
  run(
    authenticated: Authenticated,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, activity, logic);
  }
}
