// Tells the program when the first list with something in it has been painted.
(() => {
  const filled = () => document.querySelector('[role="gridcell"], [role="rowheader"], [role="listitem"], tbody td');
  const say = () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(async () => {
        await window.__TAURI_INTERNALS__.invoke("painted");
        dispatchEvent(new Event("counterfoil-painted"));
      }),
    );
  const watch = new MutationObserver(() => {
    if (!filled()) return;
    watch.disconnect();
    say();
  });
  watch.observe(document, { childList: true, subtree: true });
})();
