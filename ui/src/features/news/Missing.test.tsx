import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { fakeCore, show } from "../../testing/core";
import { Missing } from "./Missing";

test.each([false, true])(
  "that nothing was learned by asking praises no address (relay: %s)",
  async (relay) => {
    fakeCore({ news_missing: () => [] });
    show(<Missing relay={relay} />);
    await screen.findByText("Nothing had to be learned by asking alone");
    expect(screen.queryByText(/address works\./)).toBeNull();
    expect(screen.queryAllByText(/is not known/)).toHaveLength(relay ? 0 : 1);
  },
);
