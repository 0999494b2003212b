/** The pages of the gallery: believable screens, so that parts are seen in company. */
import { html, useState } from "../../static/js/ui/view.js";
import { AppFrame } from "../../static/js/ui/components/app-frame.js";
import { PlainFrame } from "../../static/js/ui/components/frame.js";
import { Banner } from "../../static/js/ui/components/banner.js";
import { BridgeScene } from "../../static/js/ui/components/bridge-scene.js";
import { Button, ButtonRow, IconButton } from "../../static/js/ui/components/button.js";
import { Card, OwnText } from "../../static/js/ui/components/card.js";
import { ChipChoice, ChipGroup } from "../../static/js/ui/components/chip-group.js";
import { CodeGroups } from "../../static/js/ui/components/code-groups.js";
import { Confirm } from "../../static/js/ui/components/confirm.js";
import { DateTimeField } from "../../static/js/ui/components/date-time-field.js";
import { EmptyState } from "../../static/js/ui/components/empty-state.js";
import { TextArea, TextField } from "../../static/js/ui/components/field.js";
import { Icon } from "../../static/js/ui/components/icon.js";
import { ICON_PATHS } from "../../static/js/ui/components/icon-paths.js";
import { List, ListRow } from "../../static/js/ui/components/list-rows.js";
import { WindowedList } from "../../static/js/ui/components/list.js";
import { Menu } from "../../static/js/ui/components/menu.js";
import { PassphraseField } from "../../static/js/ui/components/passphrase-field.js";
import { QrCode } from "../../static/js/ui/components/qr.js";
import { RadioList } from "../../static/js/ui/components/radio-list.js";
import { SearchField } from "../../static/js/ui/components/search-field.js";
import { Segmented } from "../../static/js/ui/components/segmented.js";
import { Sheet } from "../../static/js/ui/components/sheet.js";
import { Progress, Skeleton } from "../../static/js/ui/components/skeleton.js";
import { StepsIndicator } from "../../static/js/ui/components/steps-indicator.js";
import { Strength } from "../../static/js/ui/components/strength.js";
import { Checkbox, Switch } from "../../static/js/ui/components/switch.js";
import { Timeline } from "../../static/js/ui/components/timeline.js";
import { createToasts, ToastArea } from "../../static/js/ui/components/toast.js";

const nothing = () => {};
const toasts = createToasts({ setTimer: nothing });
const TEXT = "When the evening is quiet I notice that I am waiting for you to ask how my day was. I would like us to sit down for ten minutes, without phones.";

/** @param {any} props */
const Inside = (props) => html`<${AppFrame} onGo=${nothing} onWrite=${nothing} onHide=${() => document.body.replaceChildren()}
  onLock=${nothing} onSettings=${nothing} ...${props} />`;

function Welcome() {
  return html`<${PlainFrame} kind="welcome" title="" onHide=${nothing}>
    <div class="hero" role="presentation"></div>
    <div class="welcome">
      <h1 class="welcome__title" data-screen-title tabindex="-1">Private until you both choose otherwise</h1>
      <p class="welcome__lead">A place of your own to write down what weighs on you, and a bridge to your partner for when you are both ready.</p>
      <${ButtonRow}><${Button} kind="primary">Start on my own<//><${Button}>I have an account<//><//>
      <div class="welcome__links"><${Button} kind="quiet" icon="book">Good to know<//><${Button} kind="quiet" icon="info">Is this right for us?<//></div>
    </div>
  <//>`;
}

function Join() {
  const [name, setName] = useState("");
  const [pass, setPass] = useState("correct horse");
  return html`<${PlainFrame} title="Your account" onHide=${nothing} onBack=${nothing}>
    <form class="join">
      <${StepsIndicator} count=${3} current=${1} />
      <p class="lead">No e-mail and no phone number. Pick a name that only you would look for.</p>
      <${TextField} label="Sign-in name" hint="Letters and numbers, three or more." value=${name} onInput=${setName} isPrivate=${false} autocomplete="username" />
      <${PassphraseField} label="Passphrase" hint="Four or five words that do not belong together." autocomplete="new-password" value=${pass} onInput=${setPass} />
      <${Strength} level=${2} />
      <${TextField} label="Something wrong" value="ab" onInput=${nothing} error="This name is too short. Nothing was lost: add one more letter." />
      <${Checkbox} label="I have read what this app cannot protect me from." checked=${true} onChange=${nothing} />
      <${ButtonRow}><${Button} kind="primary" type="submit">Go on<//><//>
    </form>
  <//>`;
}

function Today() {
  return html`<${Inside} place="today" title="Today" banners=${html`<${Banner} kind="info" icon="cloud-off">You are offline. Three notes wait on this phone.<//>`}>
    <div class="today">
      <div class="today__hello"><div class="hero hero--small"></div></div>
      <p class="today__words">Good evening, Noor</p>
      <${Card} icon="bridge" title="Your partner has something to tell you" tone="accent" meta="About ten minutes. Just listening." onPress=${nothing} />
      <${Card} icon="mine" own title="Evenings, and who asks first" meta="Still true? Written 30 days ago" onPress=${nothing} />
      <${Card} icon="path" title="Ask about the price on the phone" meta="Our next small step" onPress=${nothing} />
    </div>
  <//>`;
}

function Mine() {
  const [query, setQuery] = useState("");
  const [topics, setTopics] = useState(["closeness"]);
  return html`<${Inside} place="mine" title="Mine" actions=${html`<${Menu} label="More" items=${[{ label: "Bin", icon: "bin", onPress: nothing }, { label: "Export", icon: "download", onPress: nothing }]} />`}>
    <div class="mine">
      <${SearchField} label="Search everything" value=${query} onInput=${setQuery} />
      <div class="filters"><${ChipGroup} legend="Topic" hideLegend value=${topics} onChange=${setTopics}
        options=${["money", "chores", "closeness", "time together", "plans"].map((value) => ({ value, label: value }))} /></div>
      <h2 class="month">November</h2>
      <${Card} own title="Evenings, and who asks first" onPress=${nothing} meta=${html`<span>yesterday</span><span class="tag-row"><span class="tag">lonely</span><span class="tag">hopeful</span></span>`} />
      <${Card} own title="I keep rehearsing a talk about money that never happens, and then it is Sunday night again" onPress=${nothing} meta=${html`<span>12 Nov</span><span class="tag tag--accent">offered</span>`} />
      <${Card} own title="דברים שלא אמרתי" onPress=${nothing} meta="9 Nov" />
    </div>
  <//>`;
}

function Long() {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index), text: TEXT.slice(0, 20 + ((index * 37) % 120)) }));
  return html`<${Inside} place="mine" title="Mine"><${WindowedList} label="Entries" items=${items} keyOf=${(/** @type {any} */ item) => item.id} memoryKey="long"
    renderRow=${(/** @type {any} */ item, /** @type {number} */ index) => html`<${Card} own title=${item.text} meta=${`Entry ${index}`} onPress=${nothing} />`} /><//>`;
}

function Write() {
  const [text, setText] = useState(TEXT);
  const [felt, setFelt] = useState(["lonely", "tired"]);
  const [size, setSize] = useState("medium");
  return html`<${Inside} place=${null} title="Write" onBack=${nothing}>
    <div class="write">
      <div class="write__page"><${TextArea} label="What happened?" hint="One event, as a camera would have seen it." value=${text} onInput=${setText} /></div>
      <p class="write__saved"><${Icon} name="check" size="small" />Saved on this phone</p>
      <div class="write__part"><${ChipGroup} legend="What I felt" value=${felt} onChange=${setFelt}
        options=${["lonely", "tired", "hurt", "worried", "ashamed", "angry", "hopeful"].map((value) => ({ value, label: value }))} /></div>
      <div class="write__part stack"><${Segmented} legend="How big is it?" hideLegend=${false} value=${size} onChange=${setSize}
        options=${["small", "medium", "large"].map((value) => ({ value, label: value }))} />
        <${TextArea} label="What I long for" optional value="" onInput=${nothing} placeholder="I need…" /></div>
      <${ButtonRow} sticky><${Button} kind="primary">Done<//><//>
    </div>
  <//>`;
}

function Bridge() {
  return html`<${Inside} place="bridge" title="Bridge">
    <div class="stack stack--loose">
      <article class="offer"><${BridgeScene} state="offered" from="there" />
        <div class="offer__body"><h2>Your partner has something to tell you</h2>
          <${OwnText} quote>About ten minutes. It is about our evenings. I hope you just listen.<//>
          <p class="offer__unread">What has been read cannot be unread. There is no hurry.</p>
          <div class="offer__answers"><${Button}>I’m ready<//><${Button}>At a good moment<//><${Button}>Not now<//></div></div></article>
      <${Card} title="Offered by you" own=${false} meta="Not opened yet"><${OwnText}>Evenings, and who asks first<//><//>
      <${Timeline} label="What happened" items=${[
        { id: "1", title: "You offered one thing", when: "Sunday", icon: "bridge" },
        { id: "2", title: "Your partner says back what they heard", when: "now", icon: "listen", state: "now", body: html`<${OwnText} quote>You would like me to ask first.<//>` },
        { id: "3", title: "Their own answer", icon: "write", state: "ahead" }]} />
    </div>
  <//>`;
}

function Crossing() {
  return html`<${Inside} place="bridge" title="Bridge"><div class="stack">
    ${["still", "offered", "ready", "crossing", "opened"].map((state) => html`<figure><${BridgeScene} state=${state} /><figcaption class="note">${state}</figcaption></figure>`)}
  </div><//>`;
}

function Empty() {
  return html`<${Inside} place="bridge" title="Bridge"><${EmptyState} title="Nothing waits on the bridge"
    action=${html`<${Button} kind="primary" icon="share">Choose one thing to offer<//>`}>
    <p>Here you can let your partner see one thing you wrote, when you are ready to tell it and they are ready to hear it.</p><//><//>`;
}

function Parts() {
  return html`<${Inside} place="path" title="Path" banners=${html`<${Banner} kind="warn" action=${{ label: "Update", onPress: nothing }}>A new version is ready.<//><${Banner} kind="danger" onDismiss=${nothing}>This could not be saved. Nothing was lost.<//>`}>
    <div class="stack stack--loose">
      <div class="stack"><${ButtonRow}><${Button} kind="primary" icon="check">Primary<//><${Button}>Plain<//><${Button} kind="danger">Delete<//><${Button} kind="quiet" icon="undo">Quiet<//><${Button} disabled>Disabled<//><${Button} kind="primary" busy>Saving<//><//>
        <div><${IconButton} icon="history" label="History" onPress=${nothing} /><${IconButton} icon="filter" label="Filter" pressed onPress=${nothing} /><${IconButton} icon="copy" tone="plain" label="Copy" onPress=${nothing} /></div></div>
      <${RadioList} legend="How much of it?" value="line" onChange=${nothing} options=${[{ value: "topic", label: "The topic only", hint: "“Evenings”" }, { value: "line", label: "One sentence" }, { value: "all", label: "All of it" }]} />
      <${ChipChoice} legend="Safe to raise?" hint="Only you see this." value="yes" onChange=${nothing} options=${[{ value: "yes", label: "Yes" }, { value: "later", label: "Not yet" }, { value: "no", label: "No", disabled: true }]} />
      <div><${Switch} label="Stay unlocked" hint="For ten minutes on this phone" checked=${true} onChange=${nothing} /><${Switch} label="Notes from the app" checked=${false} onChange=${nothing} /></div>
      <${DateTimeField} label="A good moment" value="2026-11-27T19:30" onInput=${nothing} />
      <${List} label="Settings"><${ListRow} icon="phone" title="This phone" detail="Signed in since May" onPress=${nothing} /><${ListRow} icon="key" title="Change the passphrase" onPress=${nothing} /><${ListRow} icon="bin" title="Delete my account" danger onPress=${nothing} /><//>
      <${Progress} label="Opening 4,000 of 10,000 entries" value=${4} max=${10} action=${html`<${Button} kind="quiet">Stop<//>`} />
      <${Skeleton} count=${2} />
    </div>
  <//>`;
}

function Kit() {
  const matrix = Array.from({ length: 29 }, (_, y) => Array.from({ length: 29 }, (_, x) => (x * 7 + y * 13 + x * y) % 3 === 0));
  return html`<${PlainFrame} title="Recovery kit" onHide=${nothing} onBack=${nothing}><div class="join">
    <${StepsIndicator} count=${3} current=${2} /><p class="lead">Keep this where only you look. Without it nobody can let you back in, and neither can we.</p>
    <div class="kit"><${CodeGroups} label="Account code" numbered groupLength=${4} code="7KQ2M9XTB4HWZ0C8RJ5NVY3E6AP" /><${QrCode} matrix=${matrix} label="Account code as a picture" caption="Scan it with your next phone." /></div>
    <div class="safety-number stack stack--tight"><h2>Safety number</h2><${CodeGroups} label="Safety number" groupLength=${5} code="123456789012345678901234567890" /></div>
    <${ButtonRow}><${Button} kind="primary" icon="print">Print<//><${Button} icon="copy">Copy<//><//>
  </div><//>`;
}

function Lock() {
  return html`<${PlainFrame} title="" onHide=${nothing}><div class="lock"><div class="lock__art"><${BridgeScene} state="still" /></div>
    <h1 class="lock__title" data-screen-title tabindex="-1">Locked</h1><${PassphraseField} label="Passphrase" value="" onInput=${nothing} /><${Button} kind="primary" wide icon="unlock">Unlock<//>
    <${Button} kind="quiet" wide>Sign in as someone else<//></div><//>`;
}

function Dialog() {
  return html`<${Inside} place="mine" title="Mine"><p>Behind</p><${Sheet} open title="Offer this over the bridge" onClose=${nothing}
    actions=${html`<${ButtonRow}><${Button} kind="primary">Offer it<//><${Button}>Not yet<//><//>`}>
    <div class="stack"><${OwnText}>${TEXT}<//><${TextArea} label="A cover line" hint="How long, what tone, what you hope for." optional rows=${2} value="Just listen, please." onInput=${nothing} /></div><//><//>`;
}

function Ask() {
  return html`<${Inside} place="mine" title="Mine"><p>Behind</p><${Confirm} open danger title="Delete your account?" confirmLabel="Delete everything" onConfirm=${nothing} onCancel=${nothing}>
    <p>This cannot be undone. What your partner was shown stays with them.</p><//><//>`;
}

function Toasted() {
  if (toasts.shown.value.length === 0) toasts.show({ text: "Moved to the bin.", onUndo: nothing });
  return html`<${Inside} place="mine" title="Mine" toasts=${html`<${ToastArea} toasts=${toasts} />`}><${OwnText} size="large">${TEXT}<//>
    <div class="tag-row">${Object.keys(ICON_PATHS).map((name) => html`<span class="stack stack--tight"><${Icon} name=${name} /><span class="fine">${name}</span></span>`)}</div><//>`;
}

export const PAGES = {
  welcome: Welcome, join: Join, kit: Kit, lock: Lock, today: Today, mine: Mine, long: Long, write: Write,
  bridge: Bridge, crossing: Crossing, empty: Empty, parts: Parts, dialog: Dialog, ask: Ask, toasted: Toasted,
};
