/** What can be wrong with a file of rules. */
import { CoupleBridgeError } from '../../core/errors.js';

/** A file of rules does not have the form that docs/gentle-words.md gives it; the message is for whoever writes rules. */
export class RulesInvalidError extends CoupleBridgeError {}
