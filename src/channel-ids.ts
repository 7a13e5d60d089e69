/** The ids of channels that get special treatment, as found in an activity's `channelId`. */

/** The web chat, over our own Direct Line. */
export const DIRECT_LINE = 'directline';

/** Microsoft Teams, behind Microsoft's connector. */
export const TEAMS = 'msteams';
