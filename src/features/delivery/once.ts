/** Reads each thing once, however many ask for it: also where `read` answers a query, which runs when awaited. */
export function once<Key, T>(read: (key: Key) => Promise<T>): (key: Key) => Promise<T> {
  const known = new Map<Key, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? Promise.resolve(read(key));
    known.set(key, found);
    return found;
  };
}
