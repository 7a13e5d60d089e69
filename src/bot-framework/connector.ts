/** The connection to Microsoft's connector and through it to Teams: its adapter, its client, its tokens. */
export type { InvokeResponse } from 'botbuilder';
export { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
export type { ConnectorClient } from 'botframework-connector';
export {
  AppCredentials,
  AuthenticationConstants,
  ConnectorFactory,
  GovernmentConstants,
} from 'botframework-connector';
