/** A vault made of memory, for tests of what stands on it. Keeps the promises of domain/vault and nothing else. */

export function memoryVault() {
  /** @type {Map<string, { id: string, fields: Record<string, any>, revision: number, unsent: boolean }>} */
  const records = new Map();
  let made = 0;
  const held = new Set();
  const vault = {
    held,
    failing: false,
    /** @param {string} id */
    get: (id) => records.get(id) ?? null,
    /** @param {string} type */
    all: (type) => [...records.values()].filter(({ fields }) => fields.type === type),
    /** @param {Record<string, any>} fields @param {string} [id] */
    async put(fields, id = `r${String((made += 1)).padStart(6, '0')}`) {
      if (vault.failing) throw new Error('disk full');
      records.set(id, { id, fields, revision: (records.get(id)?.revision ?? 0) + 1, unsent: false });
      return id;
    },
    /** @param {string} id @param {Record<string, any>} fields */
    async patch(id, fields) {
      await vault.put({ ...records.get(id)?.fields, ...fields }, id);
    },
    /** @param {string} id */
    async purge(id) {
      await vault.put({ v: 1, type: 'gone', at: 'now' }, id);
    },
    /** @param {string} name */
    singleton: (name) => ({
      async get() {
        return vault.get(`one:${name}`)?.fields ?? null;
      },
      /** @param {Record<string, any>} fields */
      put: (fields) => vault.put(fields, `one:${name}`),
    }),
    /** @param {string} id */
    hold: (id) => void held.add(id),
    /** @param {string} id */
    release: (id) => void held.delete(id),
  };
  return vault;
}
