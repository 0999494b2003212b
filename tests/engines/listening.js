// Runs in a page under WebKit, which gives its console to nobody: remembers what goes wrong from now on.
() => {
  if (globalThis.wentWrong) return;
  globalThis.wentWrong = [];
  const note = (what) => globalThis.wentWrong.push(what);
  for (const level of ['error', 'warn']) console[level] = (...words) => note(`console: ${words.join(' ')}`);
  addEventListener('error', (event) => note(`page error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => note(`page error: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) => note(`policy: ${event.violatedDirective} ${event.blockedURI}`));
}
