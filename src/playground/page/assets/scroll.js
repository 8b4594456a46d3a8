import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How near to the end, in pixels, still counts as reading the newest. */
const nearEnd = 80;

/**
 * Keeps a thread at its end while the reader is there, whatever grows in it; counts what comes meanwhile otherwise.
 * @param {{ key: string, lastId: number, lastIsMine: boolean }} thread
 */
export function useStickyScroll({ key, lastId, lastIsMine }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const sticks = useRef(true);
  const [missed, setMissed] = useState(0);
  const seen = useRef(lastId);

  const toEnd = () => {
    sticks.current = true;
    setMissed(0);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };

  useLayoutEffect(() => {
    seen.current = lastId;
    toEnd();
  }, [key]);

  useLayoutEffect(() => {
    const isNew = lastId > seen.current;
    seen.current = lastId;
    if (sticks.current || (isNew && lastIsMine)) toEnd();
    else if (isNew) setMissed((count) => count + 1);
  }, [lastId]);

  useEffect(() => {
    const { current } = box;
    const content = current?.firstElementChild;
    if (!current || !content) return;
    const watch = new ResizeObserver(() => sticks.current && current.scrollTo({ top: current.scrollHeight }));
    watch.observe(content);
    watch.observe(current);
    return () => watch.disconnect();
  }, [key]);

  const onScroll = () => {
    const { current } = box;
    if (!current) return;
    sticks.current = current.scrollHeight - current.scrollTop - current.clientHeight < nearEnd;
    if (sticks.current) setMissed(0);
  };
  /** Before jumping to an older message: or the next change would pull us back to the end. */
  const letGo = () => {
    sticks.current = false;
  };

  return { box, missed, toEnd, onScroll, letGo };
}
