import assert from 'node:assert/strict';
import test from 'node:test';
import { createInstall } from '../../../static/js/install.js';

const AGENTS = {
  iphone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  chromeOnMac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  firefoxOnLinux: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

const browser = ({ userAgent = AGENTS.firefoxOnLinux, maxTouchPoints = 0, standalone = undefined, isStandalone = false } = {}) => Object.assign(new EventTarget(), {
  matchMedia: () => ({ matches: isStandalone }), navigator: { userAgent, maxTouchPoints, standalone },
});

test('each browser is told its own way, and one that has none is promised nothing', () => {
  const way = (options) => createInstall(browser(options)).way.value;
  assert.equal(way({ userAgent: AGENTS.iphone }), 'ios');
  assert.equal(way({ userAgent: AGENTS.mac, maxTouchPoints: 5 }), 'ios', 'an iPad');
  assert.equal(way({ userAgent: AGENTS.mac }), 'dock');
  assert.equal(way({ userAgent: AGENTS.chromeOnMac }), 'none');
  assert.equal(way({ userAgent: AGENTS.firefox }), 'android');
  assert.equal(way(), 'none');
});

test('on the home screen already there is nothing to do', () => {
  for (const options of [{ isStandalone: true }, { userAgent: AGENTS.iphone, standalone: true }]) {
    const install = createInstall(browser(options));
    assert.deepEqual([install.way.value, install.isInstalled.value], ['none', true]);
  }
});

test('the browser’s own question is kept back, and asked once', async () => {
  const page = browser();
  const install = createInstall(page);
  assert.equal(await install.prompt(), false, 'there is none yet');
  let asked = 0;
  const question = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: async () => { asked += 1; return { outcome: 'accepted' }; },
  });
  page.dispatchEvent(question);
  assert.deepEqual([question.defaultPrevented, install.way.value, asked], [true, 'prompt', 0]);
  assert.equal(await install.prompt(), true);
  assert.equal(await install.prompt(), false);
  assert.deepEqual([asked, install.way.value, install.isInstalled.value], [1, 'none', false]);
  page.dispatchEvent(new Event('appinstalled'));
  assert.equal(install.isInstalled.value, true);
});
