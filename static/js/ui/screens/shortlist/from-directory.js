/** Looking in the public directory that this server has: the search stays on the phone. */
import { formatDate, formatList, t, tn } from "../../../core/i18n.js";
import { providerCard } from "../../../domain/shortlist/directory.js";
import { useAttempt } from "../../attempt.js";
import { useApp, useRouter } from "../../shell.js";
import { html, useEffect, useState } from "../../view.js";
import { Button } from "../../components/button.js";
import { TextField } from "../../components/field.js";
import { List, ListRow } from "../../components/list-rows.js";
import { harmless } from "../parts/person-words.js";
import { Problem } from "../parts/problem.js";

/** @typedef {import("../../../domain/shortlist/directory.js").Provider} Provider */

/** Shown only where an operator imported one. @param {{ list: string, shortlist: import("../../../domain/shortlist/cards.js").Shortlist }} props */
export function FromDirectory({ list, shortlist }) {
  const { directory } = useApp();
  const router = useRouter();
  const [state, setState] = useState(/** @type {import("../../../domain/shortlist/directory.js").DirectoryState | null} */ (null));
  const [search, setSearch] = useState({ zip: "", words: "" });
  const [result, setResult] = useState(/** @type {{ found: Provider[], more: number } | null} */ (null));
  const { isBusy, problem, run } = useAttempt();
  useEffect(() => {
    // Without a network there is no directory; all else on this screen works.
    void directory.state().then(setState, () => undefined);
  }, []);
  if (!state) return null;
  const make = async (/** @type {Provider} */ provider) => {
    let id = "";
    if (await run(async () => (id = await shortlist.create(providerCard(provider, state.kinds))))) router.replace("card", { id, list });
  };
  return html`<section class="stack"><h2 class="section-title">${t("From the public directory")}</h2>
    <p class="note">${t("The registry of the United States, as of {day}. Your phone fetches everybody whose ZIP code begins with the same three digits, and looks by itself. The server does not learn whom you look for.", { day: formatDate(Date.parse(`${state.importedOn}T12:00`)) })}</p>
    <${TextField} label=${t("ZIP code")} inputMode="numeric" value=${search.zip} maxLength=${5} onInput=${(/** @type {string} */ zip) => setSearch({ ...search, zip })} />
    <${TextField} optional label=${t("Name or town")} value=${search.words} maxLength=${80} onInput=${(/** @type {string} */ words) => setSearch({ ...search, words })} />
    <${Problem} text=${problem} />
    <${Button} icon="search" busy=${isBusy} disabled=${!/^\d{3}/.test(search.zip)} onPress=${() => void run(async () => setResult(await directory.search(search)))}>${t("Look")}<//>
    ${result && html`<p role="status" class="note">${tn("{n} found", "{n} found", result.found.length + result.more)}</p>
      <${List} label=${t("Found")}>${result.found.map((provider) => html`<${ListRow} key=${provider.npi} title=${harmless(provider.name)}
        detail=${[formatList(provider.kinds.map((code) => state.kinds[code] ?? "").filter(Boolean)), provider.city, provider.zip].filter(Boolean).map(harmless).join(" · ")} onPress=${() => void make(provider)} />`)}<//>`}</section>`;
}
