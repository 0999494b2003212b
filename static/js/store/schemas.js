/**
 * The shapes of the local database, one step a version. Append only: a phone somewhere still has
 * each of them. Everything in here is sealed or public; nothing readable of what a person wrote.
 */

/** @type {readonly ((database: IDBDatabase) => void)[]} */
export const SCHEMAS = Object.freeze([
  (database) => {
    database.createObjectStore('meta'); // key → value
    database.createObjectStore('records', { keyPath: 'id' }); // as the server confirmed it
    database.createObjectStore('leaves'); // first byte of the id → (id ‖ revision ‖ hash)*, sorted
    database.createObjectStore('outbox', { keyPath: 'id' }); // sealed, not yet confirmed
    database.createObjectStore('items', { keyPath: 'key' }); // offers, turns, pairing, space as received
    database.createObjectStore('packs', { keyPath: 'n' }); // sealed copies, a hundred records each
  },
  (database) => {
    database.createObjectStore('chunks', { keyPath: ['id', 'position'] }); // sealed, of photos and voice notes
    database.createObjectStore('attachments', { keyPath: 'id' }); // what lies here of each, and whether all of it is on the server
    database.createObjectStore('pieces', { keyPath: ['id', 'n'] }); // sealed, of a recording that goes on
  },
]);
