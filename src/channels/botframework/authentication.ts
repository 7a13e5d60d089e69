import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector';
import type { Config } from '../../config.ts';

/** The cloud whose settings hold where none is given. */
const cloudOf = (channelService: string | undefined) =>
  channelService === undefined ? AuthenticationConstants : GovernmentConstants;

/**
 * Who may speak to the bot, and how the bot says who it is. Settings of the SDK's own for other clouds pass through;
 * the SDK takes any one of them for all of them, so the others are filled in from the cloud that they differ from.
 */
export function createAuthentication({
  type,
  id,
  password,
  tenantId,
  settings,
}: Config['microsoftApp']): ConfigurationBotFrameworkAuthentication {
  // The SDK accepts unsigned requests only where it is given no app at all.
  if (id === undefined) return new ConfigurationBotFrameworkAuthentication({});
  const { ChannelService, ...given } = settings;
  const cloud = cloudOf(ChannelService);
  return new ConfigurationBotFrameworkAuthentication({
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
  });
}
