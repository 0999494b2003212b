/**
 * The language of the app on this device: that of the phone, or one that was chosen. Kept outside of the vault, because it
 * has to stand before anybody unlocks. Never: told to the server, which sees the file that is asked for and no more.
 */
import { currentLanguage, ENGLISH, languageFor, t } from '../core/i18n.js';
import { observable } from '../core/observable.js';
import { chosenLanguage, LANGUAGE } from '../store/first-look.js';
import { DomainError } from './errors.js';

/** @typedef {ReturnType<typeof createLanguage>} LanguageRoom */

/** The words of this language are not on the phone, and the server was not reached. */
export class WordsNotHereError extends DomainError {
  /** @param {unknown} cause */
  constructor(cause) {
    super('no-words', t('This language is not on this phone yet. Please try again when there is a connection.'), { cause });
  }
}

/**
 * @param {object} deps
 * @param {readonly string[]} deps.offered codes of this release, English first
 * @param {() => readonly string[]} deps.wanted BCP 47 tags of the phone, the best one first
 * @param {(language: string) => Promise<import('../core/i18n.js').Words>} deps.load a file of this release
 * @param {(words: import('../core/i18n.js').Words) => void} deps.speak takes it into use
 * @param {() => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} deps.storage asked inside: some browsers refuse it
 * @param {(language: string) => void} deps.keep has this language kept on the phone, for times without a network
 */
export function createLanguage({ offered, wanted, load, speak, storage, keep }) {
  /** What is spoken now; the screens are drawn anew when it changes. */
  const spoken = observable(currentLanguage());
  const choice = observable(offered.includes(chosenLanguage(storage)) ? chosenLanguage(storage) : '');
  keep(spoken.value);

  /** @param {string} language @returns {Promise<import('../core/i18n.js').Words>} @throws {WordsNotHereError} */
  async function wordsOf(language) {
    if (language === ENGLISH.language) return ENGLISH;
    return load(language).catch((problem) => {
      throw new WordsNotHereError(problem);
    });
  }

  /** Where a browser keeps nothing, the choice lasts until the app is closed. @param {string} code */
  function remember(code) {
    try {
      if (code === '') storage().removeItem(LANGUAGE);
      else storage().setItem(LANGUAGE, code);
    } catch {
      // Nothing is lost: it is asked of the phone the next time.
    }
  }

  let turn = 0;
  return {
    offered,
    spoken,
    choice,

    /** At once, on whatever screen one is. @param {string} code one of offered; '': as the phone @throws {WordsNotHereError} nothing was changed */
    async choose(code) {
      turn += 1;
      const mine = turn;
      const language = code === '' ? languageFor(wanted(), offered) : code;
      const words = await wordsOf(language);
      if (mine !== turn) return; // another one was chosen meanwhile
      speak(words);
      remember(code);
      choice.value = code;
      spoken.value = language;
      keep(language);
    },
  };
}
