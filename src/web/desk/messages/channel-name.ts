/** The names of Bot Framework's channels, by their ids. */
const names: Record<string, string> = {
  directline: 'Web chat',
  webchat: 'Web chat',
  msteams: 'Microsoft Teams',
  emulator: 'Bot Framework Emulator',
  email: 'E-mail',
  sms: 'Text message',
  facebook: 'Facebook Messenger',
  slack: 'Slack',
  telegram: 'Telegram',
  line: 'LINE',
  alexa: 'Alexa',
  console: 'Terminal',
};

/** The name of a channel. @param id as in an activity's `channelId` */
export const channelName = (id: string): string => names[id] ?? id;
