/** Builds a sentence out of a person's own words, shows it as it grows, and puts it where they choose. */
import { t } from "../../../core/i18n.js";
import { buildSentence, putInto } from "../../../domain/gentle/build.js";
import { useApp } from "../../shell.js";
import { useDraft } from "../../use-draft.js";
import { html, useEffect, useState } from "../../view.js";
import { Button, ButtonRow } from "../../components/button.js";
import { TextField } from "../../components/field.js";
import { RadioList } from "../../components/radio-list.js";
import { Sheet } from "../../components/sheet.js";
import { FeelingChoice } from "../parts/feeling-choice.js";
import { PersonText } from "../parts/person-words.js";

/** @typedef {import("../../../domain/gentle/build.js").Where} Where */
/** @typedef {{ purpose: string, text: string, maxLength: number, onPut: (built: string, where: Where) => void, onClose: () => void }} BuildProps */

const PIECE_CHARACTERS = 200;
const empty = () => ({ feelings: /** @type {string[]} */ ([]), about: "", need: "", us: "" });

/** @param {BuildProps} props */
export function BuildSheet({ purpose, text, maxLength, onPut, onClose }) {
  const { words, change, sent } = useDraft(`build:${purpose}`, empty);
  const [where, setWhere] = useState(/** @type {Where} */ ("after"));
  const built = useBuilt(words);
  const isTooLong = putInto(text, built, where).length > maxLength;
  const put = () => {
    onPut(built, where);
    onClose();
    void sent();
  };
  const actions = html`<${ButtonRow}><${Button} kind="primary" disabled=${built === "" || isTooLong} onPress=${put}>${t("Put it there")}<//><//>`;
  return html`<${Sheet} open title=${t("Build a sentence")} onClose=${onClose} actions=${actions}>
    <div class="stack">
      <${Pieces} words=${words} change=${change} />
      <section class="offer-preview" aria-live="polite"><h3 class="section-title">${t("Your sentence so far")}</h3>
        ${built ? html`<${PersonText} text=${built} />` : html`<p class="note">${t("It grows here while you choose and write.")}</p>`}</section>
      ${text.trim() !== "" && html`<${Placing} text=${text} where=${where} onWhere=${setWhere} />`}
      ${isTooLong && html`<p class="note" role="status">${t("Together this is longer than fits here. Make it shorter, or put it in place of your words.")}</p>`}
    </div>
  <//>`;
}

/** @param {{ words: import("../../../domain/gentle/build.js").Pieces, change: (change: any) => void }} props */
function Pieces({ words, change }) {
  /** @param {"about" | "need" | "us"} name */
  const piece = (name) => ({ value: words[name], voice: /** @type {const} */ ("own"), maxLength: PIECE_CHARACTERS, optional: true, onInput: (/** @type {string} */ value) => change({ [name]: value }) });
  return html`
    <p class="note">${t("One thing at a time. Your own words stay as you wrote them.")}</p>
    <${FeelingChoice} legend=${t("I feel")} value=${words.feelings} onChange=${(/** @type {string[]} */ feelings) => change({ feelings })} />
    <${TextField} label=${t("About")} hint=${t("One event, as a camera would have seen it.")} ...${piece("about")} />
    <${TextField} label=${t("I need")} hint=${t("For you, not against them: ten quiet minutes, a hug, to know when.")} ...${piece("need")} />
    <${TextField} label=${t("Could we")} hint=${t("Something small that you two could try.")} ...${piece("us")} />`;
}

/** @param {{ text: string, where: Where, onWhere: (where: Where) => void }} props */
function Placing({ text, where, onWhere }) {
  const options = [
    { value: "after", label: t("After my words") }, { value: "before", label: t("Before my words") },
    { value: "instead", label: t("In place of my words"), hint: t("You can undo it.") },
  ];
  return html`<section class="stack"><h3 class="section-title">${t("Your words now")}</h3>
    <${PersonText} text=${[...text].length > PIECE_CHARACTERS ? `${[...text].slice(0, PIECE_CHARACTERS).join("")} …` : text} />
    <${RadioList} legend=${t("Where shall it go?")} options=${options} value=${where} onChange=${onWhere} /></section>`;
}

/** @param {import("../../../domain/gentle/build.js").Pieces} words @returns {string} "" until the frames of the language are there */
function useBuilt(words) {
  const { gentle } = useApp();
  const [frames, setFrames] = useState(/** @type {import("../../../domain/gentle/rules.js").Frames | null} */ (null));
  useEffect(() => {
    let isWanted = true;
    gentle.rules(gentle.language()).then((rules) => isWanted && setFrames(rules.frames), reportError);
    return () => void (isWanted = false);
  }, []);
  return frames ? buildSentence(words, frames) : "";
}
