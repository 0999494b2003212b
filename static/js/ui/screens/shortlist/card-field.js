/** One field of a card, as it is asked for. */
import { t } from "../../../core/i18n.js";
import { LINE_CHARS_MAX, TEXT_CHARS_MAX } from "../../../domain/shortlist/card-fields.js";
import { readEmail, readWeb } from "../../../domain/shortlist/links.js";
import { readNpi } from "../../../domain/shortlist/npi.js";
import { html } from "../../view.js";
import { ChipChoice, ChipGroup } from "../../components/chip-group.js";
import { DateTimeField } from "../../components/date-time-field.js";
import { TextArea, TextField } from "../../components/field.js";

/** @typedef {import("../../../domain/shortlist/card-fields.js").CardField} CardField */

/** What would be wrong with a value, in words that help; it may be kept all the same. @param {CardField} field @param {any} value @returns {string | undefined} */
export function problemWith({ name, kind }, value) {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  if (name === "npi" && !readNpi(value)) return t("This cannot be an NPI. It has ten digits, and the last one checks the others. Look at it once more.");
  if (kind === "url" && !readWeb(value)) return t("This is not a web address that can be opened. It stays here as text.");
  if (kind === "email" && !readEmail(value)) return t("This is not an e-mail address. It stays here as text.");
  return undefined;
}

/** @param {{ field: CardField, value: any, onChange: (value: any) => void }} props value: as typed */
export function CardFieldInput({ field, value, onChange }) {
  const { kind, name } = field;
  const shared = { label: field.label(), value: value ?? "", onInput: onChange, error: problemWith(field, value) };
  const options = field.options?.() ?? [];
  if (kind === "one") return html`<${ChipChoice} legend=${shared.label} options=${[...options, { value: "unknown", label: t("Not known") }]} value=${value ?? "unknown"} onChange=${(/** @type {string} */ to) => onChange(to === "unknown" ? null : to)} />`;
  if (kind === "some") return html`<${ChipGroup} legend=${shared.label} options=${options} value=${value ?? []} onChange=${onChange} />`;
  if (kind === "lines") return html`<${TextArea} ...${shared} rows=${2} maxLength=${TEXT_CHARS_MAX} />`;
  if (kind === "date") return html`<${DateTimeField} ...${shared} kind="date" />`;
  return html`<${TextField} ...${shared} ...${HOW_TO_TYPE[kind] ?? {}} maxLength=${kind === "currency" ? 3 : LINE_CHARS_MAX} hint=${hintOf(name)} />`;
}

/** @type {Record<string, { type?: string, inputMode?: string, autocapitalize?: string }>} */
const HOW_TO_TYPE = {
  phone: { type: "tel" }, email: { type: "email", inputMode: "email" }, url: { inputMode: "url", autocapitalize: "off" }, number: { inputMode: "numeric" }, money: { inputMode: "decimal" },
  currency: { autocapitalize: "characters" },
};

/** @param {string} name */
function hintOf(name) {
  if (name === "currency") return t("Three letters, such as EUR or USD.");
  return name === "languages" ? t("With commas between them.") : undefined;
}
