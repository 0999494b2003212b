/** What stands while the file of a screen is on its way: the frame with its four places, and the shape of what is coming. */
import { Skeleton } from "./components/skeleton.js";
import { Screen } from "./screen.js";
import { useRouter } from "./shell.js";
import { html } from "./view.js";

export function WaitingScreen() {
  return html`<${Screen} title="" hasBack=${useRouter().canGoBack()}><${Skeleton} /><//>`;
}
