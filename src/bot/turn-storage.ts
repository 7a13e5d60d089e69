/**
 * Key under which a channel puts the botbuilder `Storage` of the running turn into `context.turnState`.
 * A channel that commits a turn as one unit gives a storage that buffers; without one the bot's own is used.
 */
export const TURN_STORAGE = Symbol('turn storage');
