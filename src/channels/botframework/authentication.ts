import {
  AuthenticationConstants,
  ConfigurationBotFrameworkAuthentication,
  type ConnectorClient,
  ConnectorFactory,
  GovernmentConstants,
} from '#bot-framework/connector.ts';
import type { Config } from '#config.ts';

/** The channel's service has that long for one request: it must not hold a conversation for ever. */
export const SEND_TIMEOUT_MS = 10_000;

/** What is needed of the HTTP pipeline in the SDK's client, which has no types for it. */
interface Pipeline {
  removePolicy(which: { name: string }): unknown;
  addPolicy(
    policy: {
      name: string;
      sendRequest<Request extends { abortSignal?: AbortSignal }, Answer>(
        request: Request,
        next: (request: Request) => Promise<Answer>,
      ): Promise<Answer>;
    },
    where: { phase: 'Serialize' },
  ): void;
}

/** Makes clients that ask once, within a time. */
class OneTryConnectorFactory extends ConnectorFactory {
  readonly #factory: ConnectorFactory;
  readonly #timeoutMs: number;

  constructor(factory: ConnectorFactory, timeoutMs: number) {
    super();
    this.#factory = factory;
    this.#timeoutMs = timeoutMs;
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const client = await this.#factory.create(serviceUrl, audience);
    const { pipeline } = client['client'] as { pipeline: Pipeline };
    // The client tries a 502 four times, and nothing tells it not to: it knows `noRetryPolicy` and never reads it.
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    const timeoutMs = this.#timeoutMs;
    pipeline.addPolicy(
      {
        name: 'timeout',
        async sendRequest(request, next) {
          const signal = AbortSignal.timeout(timeoutMs);
          request.abortSignal = signal;
          const late = Promise.withResolvers<never>();
          signal.addEventListener('abort', () => late.reject(signal.reason));
          // Getting the bot's own token counts as well, and does not know the signal.
          return await Promise.race([next(request), late.promise]);
        },
      },
      // Before all others.
      { phase: 'Serialize' },
    );
    return client;
  }
}

/** The SDK's authentication, with clients that try nothing again by themselves: when to is for the caller alone. */
class OneTryAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #timeoutMs: number;

  constructor(
    settings: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0],
    timeoutMs: number,
  ) {
    super(settings);
    this.#timeoutMs = timeoutMs;
  }

  override createConnectorFactory(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
  ): ConnectorFactory {
    return new OneTryConnectorFactory(super.createConnectorFactory(...given), this.#timeoutMs);
  }

  override async authenticateRequest(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']> {
    const { connectorFactory, ...result } = await super.authenticateRequest(...given);
    if (connectorFactory === undefined) return result;
    return { ...result, connectorFactory: new OneTryConnectorFactory(connectorFactory, this.#timeoutMs) };
  }
}

/** The cloud whose settings hold where none is given. */
const cloudOf = (channelService: string | undefined) =>
  channelService === undefined ? AuthenticationConstants : GovernmentConstants;

/**
 * Who may speak to the bot, and how the bot says who it is. Settings of the SDK's own for other clouds pass through;
 * the SDK takes any one of them for all of them, so the others are filled in from the cloud that they differ from.
 * @param timeoutMs how long a request to a channel may take
 */
export function createAuthentication(
  { type, id, password, tenantId, settings }: Config['microsoftApp'],
  timeoutMs: number,
): ConfigurationBotFrameworkAuthentication {
  // The SDK accepts unsigned requests only where it is given no app at all.
  if (id === undefined) return new OneTryAuthentication({}, timeoutMs);
  const { ChannelService, ...given } = settings;
  const cloud = cloudOf(ChannelService);
  const all = {
    MicrosoftAppType: type,
    MicrosoftAppId: id,
    ...(password === undefined ? {} : { MicrosoftAppPassword: password }),
    ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
    ...(ChannelService === undefined ? {} : { ChannelService }),
    ...(Object.keys(given).length === 0
      ? {}
      : {
          ToBotFromChannelOpenIdMetadataUrl: cloud.ToBotFromChannelOpenIdMetadataUrl,
          ToBotFromChannelTokenIssuer: cloud.ToBotFromChannelTokenIssuer,
          ToChannelFromBotLoginUrl: cloud.ToChannelFromBotLoginUrl,
          ToChannelFromBotOAuthScope: cloud.ToChannelFromBotOAuthScope,
          OAuthUrl: cloud.OAuthUrl,
          ToBotFromEmulatorOpenIdMetadataUrl: cloud.ToBotFromEmulatorOpenIdMetadataUrl,
          ValidateAuthority: 'true',
          ...given,
        }),
  };
  return new OneTryAuthentication(all, timeoutMs);
}
