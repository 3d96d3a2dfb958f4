const databaseName = 'halcyon.device';
const keyStore = 'keys';
const itemStore = 'items';

export interface SealedItem {
  /** `user|kind|id` */
  key: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

let opened: Promise<IDBDatabase> | null = null;

/** Plain-http addresses have no WebCrypto, and some private windows no database: nothing lasts there. */
export function canKeep(): boolean {
  return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && 'subtle' in crypto;
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(keyStore);
      request.result.createObjectStore(itemStore, { keyPath: 'key' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The device store could not be opened.'));
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function run<Result>(
  store: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  return new Promise<Result>((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = ask(transaction.objectStore(store));
    // Not before it is on the disk: what is said to be kept is kept.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('The device store refused.'));
    transaction.onerror = () => reject(transaction.error ?? new Error('The device store refused.'));
  });
}

/** This person's key on this device. It cannot be read out, only used; erasing it makes what is left unreadable. */
export async function keyOf(userId: string): Promise<CryptoKey> {
  const known = await run(
    keyStore,
    'readonly',
    (store) => store.get(userId) as IDBRequest<CryptoKey | undefined>,
  );
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  try {
    await run(keyStore, 'readwrite', (store) => store.add(made, userId));
    return made;
  } catch {
    // Another tab was a moment sooner; its key is the one.
    const theirs = await run(
      keyStore,
      'readonly',
      (store) => store.get(userId) as IDBRequest<CryptoKey | undefined>,
    );
    if (theirs) return theirs;
    throw new Error('No key could be kept on this device.');
  }
}

export function deleteKey(userId: string): Promise<unknown> {
  return run(keyStore, 'readwrite', (store) => store.delete(userId));
}

export function writeItem(item: SealedItem): Promise<unknown> {
  return run(itemStore, 'readwrite', (store) => store.put(item));
}

export function readItem(key: string): Promise<SealedItem | undefined> {
  return run(itemStore, 'readonly', (store) => store.get(key) as IDBRequest<SealedItem | undefined>);
}

export function readItems(prefix: string): Promise<SealedItem[]> {
  return run(itemStore, 'readonly', (store) => store.getAll(rangeOf(prefix)) as IDBRequest<SealedItem[]>);
}

export function deleteItem(key: string): Promise<unknown> {
  return run(itemStore, 'readwrite', (store) => store.delete(key));
}

export function deleteItems(prefix: string): Promise<unknown> {
  return run(itemStore, 'readwrite', (store) => store.delete(rangeOf(prefix)));
}

function rangeOf(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
