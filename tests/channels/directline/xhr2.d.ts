/** The XMLHttpRequest that the real client needs where there is no browser. */
declare module 'xhr2' {
  const XMLHttpRequest: unknown;
  export default XMLHttpRequest;
}
