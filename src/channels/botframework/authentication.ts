import {
  AuthenticationConstants,
  ConfigurationBotFrameworkAuthentication,
  type ConnectorClient,
  ConnectorFactory,
  GovernmentConstants,
} from '#bot-framework/connector.ts';
import type { Config } from '#config.ts';

/** Starts the timeout of one request. @returns the signal that ends the request */
export type StartTimeout = () => AbortSignal;

/** Ten seconds for each request to a channel's service, so that it cannot block a conversation forever. */
export const startSendTimeout: StartTimeout = () => AbortSignal.timeout(10_000);

/** The part of the HTTP pipeline in the SDK's client that we need; the SDK has no types for it. */
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

/** Makes clients that try once, with a timeout. */
class OneTryConnectorFactory extends ConnectorFactory {
  readonly #factory: ConnectorFactory;
  readonly #startTimeout: StartTimeout;

  constructor(factory: ConnectorFactory, startTimeout: StartTimeout) {
    super();
    this.#factory = factory;
    this.#startTimeout = startTimeout;
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const client = await this.#factory.create(serviceUrl, audience);
    const { pipeline } = client['client'] as { pipeline: Pipeline };
    // The client tries a 502 four times, and no option stops it: it accepts `noRetryPolicy` but never reads it.
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    const startTimeout = this.#startTimeout;
    pipeline.addPolicy(
      {
        name: 'timeout',
        async sendRequest(request, next) {
          const signal = startTimeout();
          request.abortSignal = signal;
          const late = Promise.withResolvers<never>();
          signal.addEventListener('abort', () => late.reject(signal.reason));
          // Fetching the bot's own token counts too, and ignores the abort signal.
          return await Promise.race([next(request), late.promise]);
        },
      },
      // Runs before all other policies.
      { phase: 'Serialize' },
    );
    return client;
  }
}

/** The SDK's authentication, with clients that never retry on their own: only the caller decides when to retry. */
class OneTryAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #startTimeout: StartTimeout;

  constructor(
    settings: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0],
    startTimeout: StartTimeout,
  ) {
    super(settings);
    this.#startTimeout = startTimeout;
  }

  override createConnectorFactory(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
  ): ConnectorFactory {
    return new OneTryConnectorFactory(super.createConnectorFactory(...given), this.#startTimeout);
  }

  override async authenticateRequest(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']> {
    const { connectorFactory, ...result } = await super.authenticateRequest(...given);
    if (connectorFactory === undefined) return result;
    return { ...result, connectorFactory: new OneTryConnectorFactory(connectorFactory, this.#startTimeout) };
  }
}

/** The cloud whose settings apply by default. */
const cloudOf = (channelService: string | undefined) =>
  channelService === undefined ? AuthenticationConstants : GovernmentConstants;

/**
 * Decides who may talk to the bot, and how the bot authenticates itself. The SDK's own settings for other clouds pass
 * through. The SDK takes any one of them to mean that all are set, so missing ones are taken from the closest cloud.
 * @param startTimeout called for each request to a channel
 */
export function createAuthentication(
  { type, id, password, tenantId, settings }: Config['microsoftApp'],
  startTimeout: StartTimeout,
): ConfigurationBotFrameworkAuthentication {
  // The SDK accepts unsigned requests only when it has no app id at all.
  if (id === undefined) return new OneTryAuthentication({}, startTimeout);
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
  return new OneTryAuthentication(all, startTimeout);
}
