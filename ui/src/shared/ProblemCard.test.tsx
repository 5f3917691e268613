import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { money, problem, show } from "../testing/core";
import { ProblemCard } from "./ProblemCard";

describe("a problem", () => {
  test("says what happened, where the money is and what to do, and shows the gateway's own words", () => {
    show(
      <ProblemCard
        problem={problem("order.refused", {
          args: { code: { kind: "text", value: "REFUND_WINDOW_EXCEED" } },
          gateway_code: "REFUND_WINDOW_EXCEED",
          gateway_message: "Too late.",
        })}
      />,
    );
    const card = screen.getByRole("alert");
    expect(card.textContent).toContain("The gateway refused it: REFUND_WINDOW_EXCEED.");
    expect(card.textContent).toContain("No money was moved.");
    expect(card.textContent).toContain("Too late.");
  });

  test("puts amounts into its sentence in the chosen language", () => {
    show(
      <ProblemCard
        problem={problem("bar.over_the_rest", { args: { left: { kind: "money", value: money("1068.80") } } })}
      />,
      "zh-CN",
    );
    expect(screen.getByRole("status").textContent).toContain("CNY 1,068.80");
    expect(screen.getByRole("status").textContent).toContain("没有资金变动。");
  });

  test("without a sentence still names its code", () => {
    show(<ProblemCard problem={problem("something.new")} />);
    expect(screen.getByText("Something went wrong (something.new).")).toBeTruthy();
  });
});
