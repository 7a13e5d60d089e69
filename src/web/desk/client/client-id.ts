/** An id for something that an agent sends: the same at each try, so that the server stores it once. */
export const newClientId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
