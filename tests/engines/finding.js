// Runs in a page under WebKit: what a person could be pointing at.
// Whether its role and name are right is asked of the engine itself afterwards.
(what, words, legend) => {
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
  const wanted = tidy(words);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const named = (each) => tidy(each.getAttribute('aria-label') ?? each.textContent);
  const isSeen = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 0;
  const groups = () => all('fieldset').filter((each) => tidy(each.querySelector('legend')?.textContent).includes(tidy(legend)));

  const ways = {
    button: () => all('button').filter((each) => named(each).includes(wanted) && !each.disabled),
    field: () => all('label').filter((each) => named(each).includes(wanted)).map((each) => each.control).filter(Boolean),
    chip: () => (legend ? groups() : [document]).flatMap((group) => all('label', group)).filter((each) => named(each) === wanted),
    list: () => all('ol, ul').filter((each) => named(each) === wanted),
  };
  // a box that is ticked may be drawn by its label and have no size of its own
  const found = ways[what]().filter((each) => what === 'field' || isSeen(each));
  found[0]?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return found;
}
