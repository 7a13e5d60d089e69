import { SEARCH_COMMAND } from '../search-command.ts';

/** What the operator says of the app; the rest of the manifest is ours. */
export interface TeamsApp {
  /** The app id of the Azure Bot resource: a GUID. */
  appId: string;
  /** Where this server is reached. */
  publicUrl: string;
  /** At most 30 characters. */
  name: string;
  /** At most 32 characters. */
  developer: string;
  website: string;
  privacy: string;
  terms: string;
  /** Semantic version; another one for each change of the package. */
  version: string;
}

/** The newest manifest schema that Microsoft's package has. */
const MANIFEST_VERSION = '1.29';

/** Teams shows them beside the text box of a new conversation; at most twelve. */
const commands = [
  { title: 'Help', description: 'What this bot can tell you' },
  { title: 'Is there a KRACK patch for my model?', description: 'The patch status of a model' },
  { title: 'Talk to a person', description: 'An agent takes over, or takes a message' },
];

/** The app's manifest. */
export const manifestOf = ({
  appId,
  publicUrl,
  name,
  developer,
  website,
  privacy,
  terms,
  version,
}: TeamsApp) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`,
  manifestVersion: MANIFEST_VERSION,
  version,
  id: appId,
  developer: { name: developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms },
  name: { short: name, full: `${name}: answers on Wi-Fi gear, and the way to a person` },
  description: {
    short: 'Answers on the KRACK advisory, patch status, apps and routers.',
    full: 'Answers questions on the KRACK (WPA2) advisory, the patch status of each model, and the EnGenius apps and routers, each with its source. What is not known is said to be not known, and a person takes over where one is wanted.',
  },
  icons: { color: 'color.png', outline: 'outline.png' },
  accentColor: '#0B6BCB',
  bots: [
    {
      botId: appId,
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
      isNotificationOnly: false,
      commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands }],
    },
  ],
  composeExtensions: [
    {
      botId: appId,
      commands: [
        {
          id: SEARCH_COMMAND,
          type: 'query',
          title: 'Find an answer',
          description: 'The patch status of a model, or an answer on apps and routers',
          initialRun: true,
          context: ['compose', 'commandBox'],
          parameters: [
            {
              name: 'query',
              title: 'Question or model',
              description: 'For example EAP600',
              inputType: 'text',
            },
          ],
        },
      ],
    },
  ],
  permissions: ['identity', 'messageTeamMembers'],
  validDomains: [new URL(publicUrl).hostname],
});
