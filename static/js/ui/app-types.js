/**
 * The shape of what main.js hands to the screens. Types only: nothing here runs.
 * Screens get it with `useApp()`.
 */

/**
 * @typedef {object} Files
 * @property {(content: Uint8Array | string, name: string, mime: string) => Promise<"shared" | "saved" | "cancelled">} save
 *   share sheet where the phone has one for files, a download elsewhere; to be called right after a press
 */
/**
 * @typedef {object} HelpLine
 * @property {string} country BCP 47 region, such as "US" or "GB-SCT"
 * @property {string} name
 * @property {string} number
 * @property {string} [text] a second way, such as a number to text to
 * @property {string | null} checked_on day on which a person called it, or null
 */
/**
 * @typedef {object} Install
 * @property {import("../core/observable.js").Observable<import("../install.js").InstallWay>} way how this device could keep the app
 * @property {import("../core/observable.js").Observable<boolean>} isInstalled it is there
 * @property {() => Promise<boolean>} prompt the browser's own question; whether it was taken
 */
/**
 * @typedef {object} App
 * @property {import("../core/clock.js").Clock} clock
 * @property {import("../domain/account/account.js").Account} account
 * @property {import("../domain/vault/vault.js").Vault} vault
 * @property {import("../domain/sync/sync.js").Sync} sync
 * @property {import("../domain/settings.js").SettingsRoom} settings
 * @property {import("../domain/signs.js").Signs} signs
 * @property {ReturnType<typeof import("../domain/lock-timer.js").createLockTimer>} lockTimer
 * @property {import("../domain/journal.js").Journal} journal
 * @property {import("../domain/drafting.js").Drafting} drafting
 * @property {Pick<ReturnType<typeof import("../domain/last-words.js").createLastWords>, "isHeldBack" | "isKept">} lastWords typed in the moment of a lock
 * @property {Pick<import("../store/database.js").Database, "isOvertaken" | "beforeGivingWay">} storage
 * @property {import("../domain/reasons.js").Reasons} reasons
 * @property {ReturnType<typeof import("../domain/search.js").createSearch>} search
 * @property {import("../domain/pairing.js").Pairing} pairing
 * @property {import("../domain/code-keeper.js").CodeKeeper} codeKeeper
 * @property {import("../domain/passkeys.js").Passkeys} passkeys
 * @property {import("../media.js").Media} media photos and voice notes
 * @property {import("../domain/bridge.js").Bridge} bridge
 * @property {import("../domain/argued.js").Argued} argued
 * @property {import("../domain/moment/moments.js").Moments} moments
 * @property {import("../domain/together/togethers.js").Togethers} togethers we open ours at the same moment
 * @property {import("../domain/shared/shared.js").Shared} shared
 * @property {{ ours: import("../domain/path/steps.js").Steps, own: import("../domain/path/steps.js").Steps }} steps
 * @property {import("../domain/check-in/check-ins.js").CheckIns} checkIns
 * @property {import("../domain/check-in/together.js").Together} together
 * @property {import("../domain/choice/choice.js").Choice} choice
 * @property {import("../domain/echo/echo.js").Echo} echo
 * @property {ReturnType<typeof import("../domain/shortlist/directory.js").createDirectory>} directory
 * @property {{ ours: import("../domain/path/summary.js").Summary, own: import("../domain/path/summary.js").Summary }} summary
 * @property {{ ours: import("../domain/shortlist/cards.js").Shortlist, own: import("../domain/shortlist/cards.js").Shortlist }} shortlist
 * @property {{ ours: ReturnType<typeof import("../domain/shared/notes.js").createNotes>, own: ReturnType<typeof import("../domain/shared/notes.js").createNotes> }} notes
 * @property {ReturnType<typeof import("../domain/export.js").createExport>} exporter
 * @property {import("../domain/gentle/gentle.js").Gentle} gentle
 * @property {import("../domain/reminders/reminders.js").Reminders} reminders
 * @property {import("../domain/days/still-true.js").StillTrue} stillTrue
 * @property {ReturnType<typeof import("../domain/today.js").createToday>} today
 * @property {ReturnType<typeof import("../domain/device-link.js").createDeviceLink>} deviceLink
 * @property {Pick<ReturnType<typeof import("../net/updates.js").createUpdates>, "isWaiting" | "isTooOld" | "served" | "prepare" | "apply">} updates a new release is on this device and waits; this one is too old for the server
 * @property {{ assess: (passphrase: string, name?: string) => Promise<import("../domain/passphrase.js").Assessment> }} passphrase the list of common ones is loaded when first asked
 * @property {Files} files
 * @property {() => Promise<import("../domain/pdf/journal.js").Draw>} drawWords with the phone's own faces; loaded when asked for
 * @property {{ name: string, hashes: () => Promise<Record<string, string>> }} release
 * @property {() => Promise<HelpLine[]>} helpLines
 * @property {import("../domain/good-to-know.js").GoodToKnow} goodToKnow
 * @property {import("../domain/language.js").LanguageRoom} language
 * @property {Install} install
 * @property {ReturnType<typeof import("../scanner.js").createScanner>} scanner
 * @property {ReturnType<typeof import("../domain/install-offer.js").createInstallOffer>} installOffer whether to offer it now
 */

export {};
