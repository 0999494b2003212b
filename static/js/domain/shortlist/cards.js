/**
 * The shortlist: cards of therapists, and what was done to reach each (product.md, "The therapist card and the choice").
 * Never: fetches anything for a card.
 */
import { DomainError } from '../errors.js';
import { t } from '../../core/i18n.js';
import { oncePer } from '../../core/once-per.js';
import { dayOf, oneOf, textOf } from '../shared/plain-values.js';
import { LINE_CHARS_MAX, travelOf } from './card-fields.js';
import { readCard, tidyCard } from './card-values.js';
import { WAIT_DAYS, workingDaysBetween } from './working-days.js';

/** @typedef {import('../shared/things.js').Things} Things */
/** @typedef {import('../shared/things.js').Thing} Thing */
/** @typedef {import('../shared/things.js').Scope} Scope */
/** @typedef {import('./card-fields.js').CardValues} CardValues */
/** @typedef {{ id: string, values: CardValues, travel: { me: number | null, partner: number | null }, isArchived: boolean }} Card travel: minutes, each of the two says their own */
/** @typedef {'phone' | 'email' | 'form' | 'in-person'} How */
/** @typedef {'yes' | 'no' | 'waiting-list' | 'call-back'} Answer */
/** @typedef {{ id: string, card: string, isMine: boolean, how: How, on: string, answer: Answer | null, next: string }} Contact on: 'YYYY-MM-DD' */
/** @typedef {ReturnType<typeof createShortlist>} Shortlist */

const [CARD, CONTACT] = ['card', 'contact'];
export const HOWS = /** @type {const} */ (['phone', 'email', 'form', 'in-person']);
export const ANSWERS = /** @type {const} */ (['yes', 'no', 'waiting-list', 'call-back']);
/** A licence that was looked up longer ago than this is looked up again. */
export const CHECK_AGAIN_DAYS = 45;
const DAY_MS = 86_400_000;
const names = new Intl.Collator();
export const TRAVEL_MOST = 1_440;

/** A card without a name. */
export class CardNameMissingError extends DomainError {
  constructor() {
    super('no-name', t('Give the card a name first.'));
  }
}

/** @param {{ things: Things }} deps of the couple, or one's own */
export function createShortlist({ things }) {
  // after a change of one card only that one is another thing: 300 cards and their log are not read anew
  const [cardOnce, contactOnce] = [oncePer((/** @type {Thing} */ thing) => cardOf(thing, things.scope())), oncePer((/** @type {Thing} */ thing) => contactOf(thing, things.scope()))];
  const readAll = oncePer(() => ({
    cards: things.list(CARD).map(cardOnce).sort(byName),
    contacts: byCard(things.list(CONTACT).map(contactOnce)),
  }));
  const read = () => readAll(things.state());

  return {
    version: things.version,
    /** @returns {Card[]} by name, without the archived ones */
    cards: () => read().cards.filter((card) => !card.isArchived),
    archived: () => read().cards.filter((card) => card.isArchived),
    /** @param {string} id @returns {Card | null} */
    get: (id) => read().cards.find((card) => card.id === id) ?? null,

    /** @param {Record<string, any>} values @returns {Promise<string>} id @throws {CardNameMissingError} */
    async create(values) {
      return things.add(CARD, named(tidyCard(values)));
    },

    /** What a file brought, in one step: all of it, or nothing. @param {Record<string, any>[]} all @param {{ onSealed?: (share: number) => void }} [options] */
    addAll: (all, options) => things.addAll(CARD, all.map((values) => named(tidyCard(values))), options),

    /** @param {string} id @param {Record<string, any>} values the fields that change @throws {CardNameMissingError} */
    async change(id, values) {
      const tidy = tidyCard(values);
      await things.change(id, CARD, 'name' in tidy ? named(tidy) : tidy);
    },

    /** How long the way is for me. @param {string} id @param {number | null} minutes */
    setTravel: (id, minutes) => things.change(id, CARD, { [travelOf(/** @type {Scope} */ (things.scope()).me)]: minutesOf(minutes) }),

    /** @param {string} id @param {boolean} isArchived */
    setArchived: (id, isArchived) => things.change(id, CARD, { archived: isArchived || null }),
    /** @param {string} id @returns {Promise<() => Promise<void>>} the way back */
    letGo: (id) => things.letGo(id),

    /** @param {string} card @returns {Contact[]} the newest first */
    contacts: (card) => [...(read().contacts.get(card) ?? [])],

    /** @param {string} card @param {{ how: How, on: string, answer?: Answer | null, next?: string }} wish on: 'YYYY-MM-DD' */
    logContact: (card, wish) => things.add(CONTACT, { ...wish, card, who: things.scope()?.me }),
    /** @param {string} id @param {Answer | null} answer */
    setAnswer: (id, answer) => things.change(id, CONTACT, { answer }),
    /** @param {string} id */
    letGoContact: (id) => things.letGo(id),

    /**
     * @param {string} card
     * @param {string} today
     * @param {number[]} weekend
     * @returns {boolean} the last try had no answer in five working days: the next one, without waiting longer
     */
    isSilent(card, today, weekend) {
      const [last] = this.contacts(card);
      return Boolean(last && !last.answer && last.on && workingDaysBetween(last.on, today, weekend) >= WAIT_DAYS);
    },
  };
}

/** @param {Record<string, any>} values */
function named(values) {
  if (!values.name) throw new CardNameMissingError();
  return values;
}

/** @param {Thing} thing @param {Scope | null} scope @returns {Card} */
const cardOf = ({ id, values }, scope) => ({
  id, values: readCard(values), isArchived: values.archived === true,
  travel: { me: minutesOf(values[travelOf(String(scope?.me))]), partner: minutesOf(values[travelOf(String(scope?.partner))]) },
});

/** @param {Thing} thing @param {Scope | null} scope @returns {Contact} */
const contactOf = ({ id, values }, scope) => ({
  id, card: textOf(values.card, LINE_CHARS_MAX), isMine: values.who === scope?.me, how: oneOf(values.how, HOWS, 'phone'), on: dayOf(values.on) ?? '',
  answer: oneOf(values.answer, [...ANSWERS, /** @type {any} */ (null)], null), next: textOf(values.next, LINE_CHARS_MAX),
});

/** @param {Contact[]} contacts @returns {Map<string, Contact[]>} of each card, the newest first */
function byCard(contacts) {
  /** @type {Map<string, Contact[]>} */
  const found = new Map();
  for (const contact of contacts) {
    const before = found.get(contact.card);
    if (before) before.push(contact);
    else found.set(contact.card, [contact]);
  }
  for (const log of found.values()) log.sort((a, b) => (`${a.on} ${a.id}` < `${b.on} ${b.id}` ? 1 : -1));
  return found;
}

/** @param {unknown} value */
const minutesOf = (value) => (typeof value === 'number' && value >= 0 && value <= TRAVEL_MOST ? value : null);

/** @param {Card} a @param {Card} b */
const byName = (a, b) => names.compare(a.values.name, b.values.name) || (a.id < b.id ? -1 : 1);

/** @param {CardValues} values @param {string} today 'YYYY-MM-DD' @returns {boolean} checked, and too long ago */
export function isCheckDue({ verifiedOn }, today) {
  return verifiedOn !== null && (Date.parse(today) - Date.parse(verifiedOn)) / DAY_MS > CHECK_AGAIN_DAYS;
}
