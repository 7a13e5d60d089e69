/** Direct Line's JSON, as far as the widget reads it. It comes from a server, so check each field before use. */
export interface Activity {
  type: string;
  id?: string;
  timestamp?: string;
  from?: { id?: string; name?: string; role?: string };
  text?: string;
  textFormat?: string;
  locale?: string;
  name?: string;
  value?: unknown;
  replyToId?: string;
  attachments?: Attachment[];
  attachmentLayout?: 'list' | 'carousel';
  suggestedActions?: { actions?: CardAction[] };
  channelData?: Record<string, unknown>;
}

export interface Attachment {
  contentType: string;
  contentUrl?: string;
  content?: unknown;
  name?: string;
  thumbnailUrl?: string;
}

/** A button: Bot Framework's CardAction. */
export interface CardAction {
  type: string;
  title?: string;
  value?: unknown;
  text?: string;
  displayText?: string;
}

/** A set of activities, as Direct Line sends it over a stream or returns it from a poll. */
export interface ActivitySet {
  activities: Activity[];
  watermark?: string;
}
