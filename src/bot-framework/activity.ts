/** What bot and channel exchange: activities, their attachments, and the conversations they belong to. */
export type { Activity, Attachment, ConversationReference, ResourceResponse } from 'botbuilder';
export { ActivityTypes, CardFactory } from 'botbuilder';
