import { SEARCH_COMMAND } from '../search-command.ts';

/** The operator's settings for the app; the rest of the manifest is ours. */
export interface TeamsApp {
  /** The app id of the Azure Bot resource: a GUID. */
  appId: string;
  /** This server's public address. */
  publicUrl: string;
  /** At most 30 characters. */
  name: string;
  /** At most 32 characters. */
  developer: string;
  website: string;
  privacy: string;
  terms: string;
  /** Semantic version; increase it with each change of the package. */
  version: string;
}

/** The topics that the app's texts mention. */
export interface TeamsAppTopics {
  /** Names of the advisories, newest first. */
  names: readonly string[];
  /** The question that asks for a model's patch status. */
  question: string;
  /** A model to use as an example. */
  example: string;
}

/** The newest manifest schema that Microsoft's package has. */
const MANIFEST_VERSION = '1.29';

/** Teams refuses longer short descriptions. */
const LONGEST_SHORT = 80;

/** "the KRACK advisory", "the FragAttacks and KRACK advisories". */
const advisoriesIn = (names: readonly string[]): string =>
  `the ${new Intl.ListFormat('en-GB').format(names)} ${names.length === 1 ? 'advisory' : 'advisories'}`;

function shortDescription(names: readonly string[]): string {
  const named = `Answers on ${advisoriesIn(names)}, patch status, apps and routers.`;
  return named.length <= LONGEST_SHORT
    ? named
    : 'Answers on security advisories, patch status, apps and routers.';
}

/** Teams shows them next to the text box of a new conversation; at most twelve. */
const commandsFor = ({ question }: TeamsAppTopics) => [
  { title: 'Help', description: 'What this bot can tell you' },
  { title: question, description: 'The patch status of a model' },
  { title: 'Talk to a person', description: 'An agent takes over, or takes a message' },
];

/** The app's manifest. */
export const manifestOf = (
  { appId, publicUrl, name, developer, website, privacy, terms, version }: TeamsApp,
  topics: TeamsAppTopics,
) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`,
  manifestVersion: MANIFEST_VERSION,
  version,
  id: appId,
  developer: { name: developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms },
  name: { short: name, full: `${name}: answers on Wi-Fi gear, and a person on request` },
  description: {
    short: shortDescription(topics.names),
    full: `Answers questions on ${advisoriesIn(topics.names)}, the patch status of each model, and the EnGenius apps and routers, each with its source. When it does not know an answer it says so, and a person takes over on request.`,
  },
  icons: { color: 'color.png', outline: 'outline.png' },
  accentColor: '#0B6BCB',
  bots: [
    {
      botId: appId,
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
      isNotificationOnly: false,
      commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: commandsFor(topics) }],
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
              description: `For example ${topics.example}`,
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
