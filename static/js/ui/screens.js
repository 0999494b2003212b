/**
 * Every screen by its name: where its file is and who may see it. Files are loaded when first
 * shown. To add a screen, add a line: `load` gives the component, which gets `{ params }`.
 */

/**
 * @typedef {object} ScreenEntry
 * @property {() => Promise<any>} load
 * @property {"anyone" | "outside" | "owner"} [for] owner (the default): only while unlocked; outside: only before that
 * @property {boolean} [staysOnUnlock] goes on by itself after the account is unlocked (making an account)
 */

/** @type {Record<string, ScreenEntry>} */
export const SCREENS = {
  // before one is in
  welcome: { for: "outside", load: async () => (await import("./screens/welcome.js")).WelcomeScreen },
  "have-link": { for: "anyone", load: async () => (await import("./screens/have-link.js")).HaveLinkScreen },
  create: { for: "outside", staysOnUnlock: true, load: async () => (await import("./screens/create/create.js")).CreateScreen },
  "sign-in": { for: "outside", load: async () => (await import("./screens/sign-in/sign-in.js")).SignInScreen },
  "sign-in-recovery": { for: "outside", load: async () => (await import("./screens/sign-in/recovery.js")).SignInRecoveryScreen },
  lock: { for: "outside", load: async () => (await import("./screens/lock.js")).LockScreen },
  kit: { load: async () => (await import("./screens/create/kit.js")).NewKitScreen },
  // for everybody, at any time
  safety: { for: "anyone", load: async () => (await import("./screens/safety.js")).SafetyScreen },
  "good-to-know": { for: "anyone", load: async () => (await import("./screens/good-to-know/list.js")).GoodToKnowScreen },
  "good-to-know-page": { for: "anyone", load: async () => (await import("./screens/good-to-know/page.js")).GoodToKnowPageScreen },
  security: { for: "anyone", load: async () => (await import("./screens/security.js")).SecurityScreen },
  language: { for: "anyone", load: async () => (await import("./screens/settings/language.js")).LanguageScreen },
  // settings
  settings: { load: async () => (await import("./screens/settings/settings.js")).SettingsScreen },
  "settings-names": { load: async () => (await import("./screens/settings/names.js")).NamesScreen },
  "settings-locking": { load: async () => (await import("./screens/settings/locking.js")).LockingScreen },
  "settings-signs": { load: async () => (await import("./screens/settings/signs.js")).SignsScreen },
  "settings-gentle": { load: async () => (await import("./screens/settings/gentle.js")).GentleScreen },
  "settings-looking-back": { load: async () => (await import("./screens/settings/looking-back.js")).LookingBackScreen },
  "settings-devices": { load: async () => (await import("./screens/settings/devices.js")).DevicesScreen },
  "settings-add-device": { load: async () => (await import("./screens/settings/add-device.js")).AddDeviceScreen },
  "settings-passphrase": { load: async () => (await import("./screens/settings/passphrase.js")).ChangePassphraseScreen },
  "settings-recovery": { load: async () => (await import("./screens/settings/recovery.js")).RecoveryScreen },
  "settings-passkeys": { load: async () => (await import("./screens/settings/passkeys.js")).PasskeysScreen },
  "settings-kit": { load: async () => (await import("./screens/settings/kit.js")).KitAgainScreen },
  "settings-export": { load: async () => (await import("./screens/settings/export.js")).ExportScreen },
  "settings-import": { load: async () => (await import("./screens/settings/import.js")).ImportScreen },
  "settings-leave": { load: async () => (await import("./screens/settings/leave.js")).LeaveScreen },
  "settings-delete": { load: async () => (await import("./screens/settings/delete.js")).DeleteScreen },
  "settings-about": { for: "anyone", load: async () => (await import("./screens/settings/about.js")).AboutScreen },
  stopped: { load: async () => (await import("./screens/stopped.js")).StoppedScreen },
  "sync-state": { load: async () => (await import("./screens/sync-state.js")).SyncStateScreen },
  install: { load: async () => (await import("./screens/install.js")).InstallScreen },
  // the four places and what is behind them
  today: { load: async () => (await import("./screens/today.js")).TodayScreen },
  mine: { load: async () => (await import("./screens/mine.js")).MineScreen },
  bridge: { load: async () => (await import("./screens/bridge.js")).BridgeScreen },
  path: { load: async () => (await import("./screens/path.js")).PathScreen },
  step: { load: async () => (await import("./screens/step.js")).StepScreen },
  "step-edit": { load: async () => (await import("./screens/step-edit.js")).StepEditScreen },
  "steps-archived": { load: async () => (await import("./screens/steps-archived.js")).ArchivedStepsScreen },
  shortlist: { load: async () => (await import("./screens/shortlist/shortlist.js")).ShortlistScreen },
  card: { load: async () => (await import("./screens/shortlist/card.js")).CardScreen },
  "card-edit": { load: async () => (await import("./screens/shortlist/card-edit.js")).CardEditScreen },
  "add-cards": { load: async () => (await import("./screens/shortlist/add-cards.js")).AddCardsScreen },
  "call-sheet": { load: async () => (await import("./screens/shortlist/call-sheet.js")).CallSheetScreen },
  message: { load: async () => (await import("./screens/shortlist/message.js")).MessageScreen },
  choice: { load: async () => (await import("./screens/choice.js")).ChoiceScreen },
  compare: { load: async () => (await import("./screens/shortlist/compare.js")).CompareScreen },
  summary: { load: async () => (await import("./screens/summary.js")).SummaryScreen },
  write: { load: async () => (await import("./screens/write.js")).WriteScreen },
  "check-ins": { load: async () => (await import("./screens/check-in/check-ins.js")).CheckInsScreen },
  "check-in": { load: async () => (await import("./screens/check-in/check-in.js")).CheckInScreen },
  "check-ins-together": { load: async () => (await import("./screens/check-in/together.js")).CheckInsTogetherScreen },
  "moment-propose": { load: async () => (await import("./screens/moment/propose.js")).MomentProposeScreen },
  moment: { load: async () => (await import("./screens/moment/moment.js")).MomentScreen },
  photo: { load: async () => (await import("./screens/photo.js")).PhotoScreen },
  calendar: { load: async () => (await import("./screens/days/calendar.js")).CalendarScreen },
  day: { load: async () => (await import("./screens/days/day.js")).DayScreen },
  feelings: { load: async () => (await import("./screens/days/feelings.js")).FeelingsScreen },
  "on-this-day": { load: async () => (await import("./screens/days/on-this-day.js")).OnThisDayScreen },
  "still-true": { load: async () => (await import("./screens/days/still-true.js")).StillTrueScreen },
  reminders: { load: async () => (await import("./screens/reminders/reminders.js")).RemindersScreen },
  reminder: { load: async () => (await import("./screens/reminders/reminder.js")).ReminderScreen },
  "entry-pdf": { load: async () => (await import("./screens/entry-pdf.js")).EntryPdfScreen },
  entry: { load: async () => (await import("./screens/entry.js")).EntryScreen },
  reasons: { load: async () => (await import("./screens/reasons/reasons.js")).ReasonsScreen },
  reason: { load: async () => (await import("./screens/reasons/reason.js")).ReasonScreen },
  rulers: { load: async () => (await import("./screens/reasons/rulers.js")).RulersScreen },
  needs: { load: async () => (await import("./screens/needs/needs.js")).NeedsScreen },
  "need-write": { load: async () => (await import("./screens/needs/write.js")).NeedWriteScreen },
  history: { load: async () => (await import("./screens/history.js")).HistoryScreen },
  bin: { load: async () => (await import("./screens/bin.js")).BinScreen },
  invite: { load: async () => (await import("./screens/invite.js")).InviteScreen },
  join: { load: async () => (await import("./screens/join.js")).JoinScreen },
  echo: { load: async () => (await import("./screens/echo/echo.js")).EchoScreen },
  "echo-hour": { load: async () => (await import("./screens/echo/hour.js")).EchoHourScreen },
  "echo-limits": { load: async () => (await import("./screens/echo/limits.js")).EchoLimitsScreen },
  "seven-minutes": { load: async () => (await import("./screens/seven-minutes.js")).SevenMinutesScreen },
  offer: { load: async () => (await import("./screens/offer.js")).OfferScreen },
  outgoing: { load: async () => (await import("./screens/outgoing.js")).OutgoingScreen },
  incoming: { load: async () => (await import("./screens/incoming.js")).IncomingScreen },
  opened: { load: async () => (await import("./screens/opened.js")).OpenedScreen },
  "together-new": { load: async () => (await import("./screens/together/propose.js")).TogetherNewScreen },
  together: { load: async () => (await import("./screens/together/together.js")).TogetherScreen },
  "together-lock": { load: async () => (await import("./screens/together/lock-in.js")).TogetherLockScreen },
  "safety-number": { load: async () => (await import("./screens/safety-number.js")).SafetyNumberScreen },
};

/** Where one starts, by what the account says. @type {Record<import("../domain/account/account.js").AccountState, string>} */
export const ROOTS = { new: "welcome", locked: "lock", unlocked: "today" };
