"""A screen in the few colours that its reader chose: every control is seen, what is on differs from what is off."""

from __future__ import annotations

import base64
from typing import Literal

from playwright.sync_api import Page

# what says by its looks that it is on, and the same where it is off; all within one group
PAIRS = [
    [".chip > :checked + .chip__face", ".chip > :not(:checked, :disabled) + .chip__face"],
    [".segmented__part > :checked + .segmented__label", ".segmented__part > :not(:checked) + .segmented__label"],
    [".tab-bar__tab[aria-current]", ".tab-bar__tab:not([aria-current])"],
    [".switch__box:checked", ".switch__box:not(:checked)"],
    [".check__box:checked", ".check__box:not(:checked)"],
    [".radio:checked", ".radio:not(:checked)"],
    [".tick--done .tick__box", ".tick:not(.tick--done, .tick--half) .tick__box"],
    [".steps-indicator .is-done", ".steps-indicator i:not(.is-done)"],
    [".timeline__item--now .timeline__mark", ".timeline__item--ahead .timeline__mark"],
    [".strength__bar--3 i:nth-child(3)", ".strength__bar--3 i:nth-child(4)"],
]
ALIKE = """(pairs) => {
  const nothing = new Set([getComputedStyle(document.body).backgroundColor, 'rgba(0, 0, 0, 0)']);
  const drawn = (each) => [null, '::before', '::after'].map((part) => {
    const style = getComputedStyle(each, part);
    const isDrawn = !nothing.has(style.backgroundColor) || style.borderBottomWidth !== '0px';
    const isThere = !part || (style.content !== 'none' && isDrawn);
    const names = ['backgroundColor', 'borderTopColor', 'borderTopWidth', 'borderTopStyle', 'color'];
    if (part) names.push('insetInlineStart');
    return isThere ? names.map((name) => style[name]).join(' ') : '';
  }).join(' | ') + each.querySelectorAll('svg').length;
  return pairs.flatMap(([on, off]) => {
    const others = new Set([...document.querySelectorAll(off)].map(drawn));
    const alike = [...document.querySelectorAll(on)].filter((each) => others.has(drawn(each)));
    return alike.map(() => `${on} looks as ${off}`);
  });
}"""
# one colour all over: nothing of it can be seen
UNSEEN = """async (picture) => {
  const bytes = Uint8Array.from(atob(picture), (each) => each.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  canvas.drawImage(bitmap, 0, 0);
  const light = (data, at) => 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
  const spread = ({ left, top, width, height }) => {
    const { data } = canvas.getImageData(Math.round(left), Math.round(top), Math.ceil(width), Math.ceil(height));
    let [least, most] = [255, 0];
    for (let at = 0; at < data.length; at += 4) {
      [least, most] = [Math.min(least, light(data, at)), Math.max(most, light(data, at))];
    }
    return most - least;
  };
  const own = 'button, a, input:not([type=file]), select, textarea, progress, summary, .icon';
  return [...document.querySelectorAll(own)]
    .filter((each) => each.checkVisibility() && !each.matches('.visually-hidden, .skip-link, :disabled'))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([each, { left, top, right, bottom, width, height }]) => width > 4 && height > 4 && left >= 0 && top >= 0
      && right <= bitmap.width && bottom <= bitmap.height)
    .filter(([each, { left, top, width, height }]) => {
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return there && (each.contains(there) || there.contains(each));
    })
    .filter(([, box]) => spread(box) < 60)
    .map(([each]) => `${each.tagName} ${each.getAttribute('class')} ${each.textContent.slice(0, 30)}`);
}"""
# what is of no colour that the reader chose; pictures keep their own
FOREIGN = """() => {
  const names = 'Canvas CanvasText LinkText VisitedText ActiveText ButtonFace ButtonText ButtonBorder Field FieldText'
    + ' Highlight HighlightText SelectedItem SelectedItemText Mark MarkText GrayText AccentColor AccentColorText';
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.setProperty('forced-color-adjust', 'none');
  const bare = (colour) => (colour.match(/[\\d.]+/g) ?? []).slice(0, 3).join(' ');
  const palette = new Set(names.split(' ').map((name) => {
    probe.style.color = name;
    return bare(getComputedStyle(probe).color);
  }));
  probe.remove();
  const isSeen = (colour) => !/, 0\\)$/.test(colour) && colour !== 'transparent';
  const own = (each) => {
    const style = getComputedStyle(each);
    const edge = style.borderTopWidth === '0px' ? [] : [style.borderTopColor];
    const colours = [style.color, style.backgroundColor, ...edge];
    return colours.filter((colour) => isSeen(colour) && !palette.has(bare(colour)));
  };
  return [...document.querySelectorAll('#app *')]
    .filter((each) => each.checkVisibility() && !each.closest('.bridge-scene, .hero, .qr, .install-picture'))
    .map((each) => [each, own(each)]).filter(([, colours]) => colours.length > 0)
    .map(([each, colours]) => `${each.tagName} ${each.getAttribute('class')} in ${colours.join(' and ')}`);
}"""


def lost(page: Page, scheme: Literal["light", "dark"]) -> list[str]:
    """Controls that cannot be seen, states that cannot be told apart, colours that were not chosen, in words."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    picture = base64.b64encode(page.screenshot(scale="css")).decode()
    wrong = [f"not to be seen: {each}" for each in page.evaluate(UNSEEN, picture)]
    wrong += [f"not of the reader's colours: {each}" for each in page.evaluate(FOREIGN)] + page.evaluate(ALIKE, PAIRS)
    page.emulate_media(forced_colors="none", color_scheme="light")
    return [f"in forced colours, {scheme}: {each}" for each in wrong]
