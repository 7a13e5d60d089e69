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
import { createAuthentication, SEND_TIMEOUT_MS } from './authentication.ts';

/** Who asked, as the SDK found it. */
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/**
 * Bot Framework's adapter with the two halves of a request apart: who is asking, and the turn. The SDK's own
 * `process` answers 500 to tokens that are merely bad, and with the raw message.
 */
export class SupportAdapter extends CloudAdapter {
  private readonly appId: string;
  private readonly authentication: ConfigurationBotFrameworkAuthentication;

  /** @param timeoutMs how long each request to a channel may take */
  constructor(app: Config['microsoftApp'], timeoutMs = SEND_TIMEOUT_MS) {
    const authentication = createAuthentication(app, timeoutMs);
    super(authentication);
    this.authentication = authentication;
    this.appId = app.id ?? '';
  }

  /**
   * Checks what the token of a request says of its own: who signed it, for which bot, until when. Enough to read the body
   * for; whether it also fits the activity is for `authenticate`.
   * @throws {HttpProblem} 401
   */
  async checkToken(authorization: string): Promise<void> {
    await this.authenticate({ channelId: '', serviceUrl: '' }, authorization);
  }

  /** Checks the token of a request. @throws {HttpProblem} 401 whatever is wrong with it; nothing has run then. */
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
        'The request is not signed by the Bot Framework for this bot.',
        { cause: error },
      );
    }
  }

  /**
   * Says something in a conversation that is not in a turn: one request, that may take ten seconds.
   * @returns the channel's id of it; empty where it gives none
   * @throws the channel's answer, with its `statusCode` and `response`; without them where it did not answer in time,
   *   and nobody knows whether it has it
   */
  async say(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<string> {
    let id = '';
    await this.continueConversationAsync(this.appId, reference, async (context) => {
      // Through the context it would become a reply to the activity that stands for this turn, which no channel knows.
      const { activityId: _, ...where } = reference;
      const said = TurnContext.applyConversationReference({ ...activity }, where) as Activity;
      const [response] = await this.sendActivities(context, [said]);
      id = response?.id ?? '';
    });
    return id;
  }

  /**
   * Puts another activity in the place of one that was said.
   * @throws the channel's answer, with its `statusCode`
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

  /** The token by which the bot shows the channel of a turn who it is; undefined where it has none. */
  async tokenIn(context: TurnContext): Promise<string | undefined> {
    if (this.appId === '') return undefined;
    const client = context.turnState.get<ConnectorClient | undefined>(this.ConnectorClientKey);
    const credentials = client?.['credentials'];
    return credentials instanceof AppCredentials ? await credentials.getToken() : undefined;
  }

  /** Runs the turn. Gives what is to be answered on the request itself (expected replies, invokes), if anything. */
  run(
    authenticated: Authenticated,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authenticated, activity, logic);
  }
}
