/** Words as the rules compare them: no case, no accents, no stretching ("soooo"), nothing hidden between the letters. */

/** @typedef {(word: string) => string} Fold */

const HIDDEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const MARKS = /\p{M}+/gu;
const APOSTROPHES = /[’ʼ`´]/g;
const STRETCHED = /(.)\1{2,}/gu;
/** No rule names a longer word; what is longer is nobody's word and costs nothing. */
const LONGEST_WORD = 40;

/**
 * @param {Record<string, string>} letters what a language writes with two letters where a keyboard lacks one: ä as ae
 * @returns {Fold} "" for what is longer than any word
 */
export function createFold(letters) {
  const known = new Map(Object.entries(letters));
  return (word) => {
    if (word.length > LONGEST_WORD) return '';
    const plain = word.normalize('NFC').toLowerCase().replace(HIDDEN, '').replace(APOSTROPHES, "'");
    const spelled = known.size === 0 ? plain : [...plain].map((letter) => known.get(letter) ?? letter).join('');
    return spelled.normalize('NFKD').replace(MARKS, '').replace(STRETCHED, '$1');
  };
}
