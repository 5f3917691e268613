// Asks for a page of 50 payments again and again, one at a time, as the list does, and tells how long it took.
addEventListener(
  "counterfoil-painted",
  async () => {
    const { invoke } = window.__TAURI_INTERNALS__;
    const page = () => invoke("payment_list", { form: { limit: 50 } });
    for (let warm = 0; warm < 20; warm += 1) await page();
    const pages = 500;
    let rows = 0;
    let slowest = 0;
    // The web view's clock ticks in whole milliseconds, so only the sum is exact.
    const began = performance.now();
    for (let round = 0; round < pages; round += 1) {
      const asked = performance.now();
      rows = (await page()).payments.length;
      slowest = Math.max(slowest, performance.now() - asked);
    }
    const total = Math.round((performance.now() - began) * 1000);
    await invoke("paged", { pages, rows, total, slowest: Math.round(slowest * 1000) });
  },
  { once: true },
);
