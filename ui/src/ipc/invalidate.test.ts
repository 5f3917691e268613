import { QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { invalidate, makeClient } from "./hooks";

test("what went stale while its first answer was on its way is asked again", async () => {
  const client = makeClient();
  const answers: ((view: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ["agreement_show", { id: "1" }],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    meta: { tags: ["agreement"] },
  });
  const seen: (string | undefined)[] = [];
  const stop = observer.subscribe((result) => seen.push(result.data));
  invalidate(client, ["agreement"]);
  answers[0]?.("asked");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("with its link");
  await expect.poll(() => seen.at(-1)).toBe("with its link");
  stop();
});
