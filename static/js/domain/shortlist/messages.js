/**
 * A polite first message, in the language of whoever is written to. Nothing private stands in it; what the two do not
 * choose to say is not said. Each language is one entry.
 */

/** @typedef {'en' | 'es' | 'de'} MessageLanguage */
/** @typedef {{ therapist: string, names: string, asksVideo: boolean, asksFee: boolean, times: string }} MessageWish all chosen by the two */

/** @type {Record<MessageLanguage, { label: string, subject: string, lines: (wish: MessageWish) => (string | false)[] }>} */
// not a text: each stands in the language of whoever is written to, whatever language the app is in
const MESSAGES = {
  en: {
    label: 'English',
    subject: 'A first session for couples',
    lines: ({ therapist, names, asksVideo, asksFee, times }) => [
      therapist ? `Dear ${therapist},` : 'Hello,',
      'we are a couple and are looking for somebody to talk with. For now we would like to try one session.',
      'Do you take new couples at the moment, and how long is the wait?',
      times !== '' && `These times would suit us: ${times}`,
      asksVideo && 'Would a session by video be possible?',
      asksFee && 'What does a session cost, and is there a lower fee or a receipt for insurance?',
      'Thank you very much.',
      `Kind regards${names ? `\n${names}` : ''}`,
    ],
  },
  es: {
    label: 'Español',
    subject: 'Una primera sesión de pareja',
    lines: ({ therapist, names, asksVideo, asksFee, times }) => [
      therapist ? `Hola, ${therapist}:` : 'Hola:',
      'Somos una pareja y buscamos a alguien con quien hablar. De momento nos gustaría probar una sesión.',
      '¿Acepta ahora nuevas parejas? ¿Cuánto tiempo hay que esperar?',
      times !== '' && `Estos horarios nos vendrían bien: ${times}`,
      asksVideo && '¿Sería posible una sesión por videollamada?',
      asksFee && '¿Cuánto cuesta una sesión? ¿Hay una tarifa reducida o un recibo para el seguro?',
      'Muchas gracias.',
      `Un saludo${names ? `\n${names}` : ''}`,
    ],
  },
  de: {
    label: 'Deutsch',
    subject: 'Ein erstes Gespräch für ein Paar',
    lines: ({ therapist, names, asksVideo, asksFee, times }) => [
      therapist ? `Guten Tag ${therapist},` : 'Guten Tag,',
      'wir sind ein Paar und suchen jemanden, mit dem wir sprechen können. Fürs Erste möchten wir eine Sitzung ausprobieren.',
      'Nehmen Sie zurzeit neue Paare an, und wie lange ist die Wartezeit?',
      times !== '' && `Diese Zeiten würden uns passen: ${times}`,
      asksVideo && 'Wäre auch ein Gespräch per Video möglich?',
      asksFee && 'Was kostet eine Sitzung, und gibt es einen ermäßigten Preis oder eine Quittung für die Versicherung?',
      'Vielen Dank.',
      `Freundliche Grüße${names ? `\n${names}` : ''}`,
    ],
  },
};

/** @returns {{ value: MessageLanguage, label: string }[]} each called as its speakers call it */
export const messageLanguages = () => Object.entries(MESSAGES).map(([value, { label }]) => ({ value: /** @type {MessageLanguage} */ (value), label }));

/** @param {string} locale BCP 47 @returns {MessageLanguage} the one that is nearest */
export const messageLanguageOf = (locale) => messageLanguages().find(({ value }) => locale.toLowerCase().startsWith(value))?.value ?? 'en';

/** @param {MessageLanguage} language @param {MessageWish} wish @returns {{ subject: string, body: string }} */
export function writeMessage(language, wish) {
  const { subject, lines } = MESSAGES[language];
  return { subject, body: lines(wish).filter((line) => line !== false).join('\n\n') };
}
