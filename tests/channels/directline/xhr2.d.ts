/** The XMLHttpRequest that the real client needs outside a browser. */
declare module 'xhr2' {
  const XMLHttpRequest: unknown;
  export default XMLHttpRequest;
}
