import { useEffect, useState } from 'preact/hooks';

/**
 * Takes files that are dropped anywhere on the conversation. True while they hover over it.
 * @param {{ current: HTMLElement | null }} inside
 * @param {(files: Iterable<File>) => void} onFiles
 */
export function useDrop(inside, onFiles) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const area = inside.current?.closest('.conversation');
    if (!(area instanceof HTMLElement)) return;
    const stop = new AbortController();
    const { signal } = stop;
    area.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    area.addEventListener(
      'dragleave',
      (event) => {
        if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) setOver(false);
      },
      { signal },
    );
    area.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setOver(false);
        onFiles(event.dataTransfer?.files ?? []);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  return over;
}
