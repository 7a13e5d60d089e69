/** Ids of the channels that are treated in a way of their own, as `channelId` of an activity has them. */

/** The web chat, over our own Direct Line. */
export const DIRECT_LINE = 'directline';

/** Microsoft Teams, behind Microsoft's connector. */
export const TEAMS = 'msteams';
