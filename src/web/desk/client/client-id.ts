/** Creates an id for something that an agent sends: all attempts use the same id, so that the server stores it once. */
export const newClientId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
