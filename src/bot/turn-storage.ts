/**
 * The key in `context.turnState` for the botbuilder `Storage` of the current turn. A channel that commits a turn as one
 * unit puts a buffering storage there; without one, the bot uses its own.
 */
export const TURN_STORAGE = Symbol('turn storage');
