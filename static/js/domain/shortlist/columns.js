/**
 * Which column of a table is which field of a card: our own export's, and the words that directories use in English, German
 * and Spanish. What is not known is named in the report, and not taken.
 */
import { CARD_FIELDS } from './card-fields.js';

/** @typedef {{ field: string, column: number }} Mapped */

/** @type {Record<string, string[]>} field → headers, folded */
const HEADERS = {
  name: ['full name', 'therapist', 'provider', 'display name', 'nombre', 'therapeut', 'vorname nachname'],
  firstName: ['first name', 'given name', 'provider first name', 'vorname', 'nombre de pila'],
  lastName: ['last name', 'family name', 'surname', 'provider last name legal name', 'provider last name', 'nachname', 'familienname', 'apellido', 'apellidos'],
  practice: ['organization', 'organisation', 'organization name', 'company', 'clinic', 'praxis', 'centro', 'provider organization name legal business name'],
  phone: ['telephone', 'phone number', 'tel', 'telefon', 'telefonnummer', 'telefono', 'business phone', 'phone 1 value', 'provider business practice location address telephone number'],
  email: ['e mail', 'mail', 'email address', 'e mail address', 'e mail 1 value', 'correo', 'correo electronico'],
  web: ['website', 'url', 'web page', 'homepage', 'webseite', 'internet', 'website 1 value', 'sitio web', 'pagina web'],
  street: ['address', 'street address', 'address 1', 'address 1 street', 'business street', 'strasse', 'adresse', 'direccion', 'calle', 'provider first line business practice location address'],
  city: ['town', 'ort', 'stadt', 'address 1 city', 'business city', 'ciudad', 'provider business practice location address city name'],
  region: ['state', 'province', 'address 1 region', 'business state', 'bundesland', 'provincia', 'provider business practice location address state name'],
  postcode: ['zip', 'zip code', 'postal code', 'plz', 'postleitzahl', 'address 1 postal code', 'business postal code', 'codigo postal', 'provider business practice location address postal code'],
  country: ['land', 'pais', 'address 1 country', 'provider business practice location address country code if outside u s'],
  licenceType: ['license type', 'credential', 'credentials', 'title', 'provider credential text', 'titel'],
  licenceNumber: ['license', 'license number', 'licence', 'provider license number 1'],
  licenceRegion: ['license state', 'provider license number state code 1'],
  fee: ['price', 'cost', 'rate', 'session fee', 'honorar', 'preis', 'kosten', 'precio', 'tarifa'],
  languages: ['language', 'sprachen', 'sprache', 'idiomas', 'idioma'],
  insurance: ['insurances', 'versicherung', 'krankenkasse', 'seguro'],
  note: ['comment', 'comments', 'remarks', 'bemerkung', 'notiz', 'notizen', 'notas', 'description'],
};

/** Headers that mean one half of a name when the other half has a column of its own. */
const HALF_NAMES = ['name', 'nombre'];

/** @param {string} text @returns {string} without accents, signs and case; letters of every script stay */
export const folded = (text) => text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').replaceAll('ß', 'ss').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim().toLowerCase();

/** Our own names, and the words that people see, before everybody else's. @returns {Map<string, string>} folded header → field */
function known() {
  const ours = CARD_FIELDS.flatMap(({ name, label }) => [[folded(name), name], [folded(label()), name]]);
  return new Map([...Object.entries(HEADERS).flatMap(([field, headers]) => headers.map((header) => [header, field])), ...ours].map(([header, field]) => [header, field]));
}

/** @param {string[]} headers @returns {{ mapped: Mapped[], notTaken: string[] }} each field once: the first column that says it */
export function mapColumns(headers) {
  const names = known();
  /** @type {Mapped[]} */
  const mapped = [];
  /** @type {string[]} */
  const notTaken = [];
  headers.forEach((header, column) => {
    const field = names.get(folded(header));
    if (field && !mapped.some((other) => other.field === field)) mapped.push({ field, column });
    else if (header.trim()) notTaken.push(header.trim());
  });
  return { mapped: mapped.map((each) => (HALF_NAMES.includes(folded(headers[each.column])) ? { ...each, field: halfOf(mapped) } : each)), notTaken };
}

/** "Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given one. @param {Mapped[]} mapped */
function halfOf(mapped) {
  const [hasFirst, hasLast] = ['firstName', 'lastName'].map((field) => mapped.some((each) => each.field === field));
  if (hasFirst === hasLast) return 'name';
  return hasFirst ? 'lastName' : 'firstName';
}
