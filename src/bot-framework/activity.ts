/** What the bot and a channel exchange: activities, their attachments, and the conversations they belong to. */
import './sdk-on-demand.ts';

export { CardFactory } from 'botbuilder-core/lib/cardFactory.js';
export type { Activity, Attachment, ConversationReference, ResourceResponse } from 'botframework-schema';
export { ActivityTypes } from 'botframework-schema';
