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

  test("gives the advice of the problem itself, and the code's meaning to the call", () => {
    show(
      <ProblemCard
        problem={problem("order.refused", {
          args: { code: { kind: "text", value: "ORDER_STATUS_INVALID" } },
          gateway_code: "ORDER_STATUS_INVALID",
          gateway_call: "cancel",
          todo: "refund_instead",
        })}
      />,
    );
    const card = screen.getByRole("alert").textContent;
    expect(card).toContain("It is too late to cancel");
    expect(card).toContain("Refund it instead.");
    expect(card).not.toContain("Look up the code");
  });

  test.each([
    ["en", "The gateway did not answer", /reached|network, then/],
    ["zh-CN", "网关没有答复", /无法连接/],
  ] as const)("a question without an answer claims no cause: %s", (locale, says, never) => {
    show(<ProblemCard problem={problem("question.unreachable", { moved: "only_asked" })} />, locale);
    const card = screen.getByRole("status").textContent;
    expect(card).toContain(says);
    expect(card).not.toMatch(never);
  });

  test("whoever may not ask is not told that the question was wrong", () => {
    show(
      <ProblemCard
        problem={problem("question.refused", {
          args: { code: { kind: "text", value: "ACCESS_DENIED" } },
          moved: "only_asked",
          gateway_code: "ACCESS_DENIED",
          gateway_call: "question",
        })}
      />,
    );
    const card = screen.getByRole("status").textContent;
    expect(card).toContain("This account is not allowed to make this call.");
    expect(card).toContain("otherwise ask the gateway's support");
    expect(card).not.toContain("Correct what was asked");
  });

  test("never says done of what is not done", () => {
    show(
      <ProblemCard
        problem={problem("order.unknown", {
          gateway_code: "SUCCESS",
          gateway_call: "refund",
          moved: "unknown",
        })}
      />,
    );
    expect(screen.getByRole("alert").textContent).not.toContain("The gateway did it.");
  });

  test("is no alarm while somebody else has to act", () => {
    show(
      <ProblemCard
        problem={problem("order.waits_buyer_until", {
          moved: "not_yet",
          args: { until: { kind: "time", value: Date.parse("2026-11-20T15:04:00+08:00") } },
        })}
      />,
    );
    const card = screen.getByRole("status");
    expect(card.textContent).toContain("waits for the buyer to pay, until");
    expect(card.textContent).toContain("no money was moved yet");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("of a token the gateway does not know leads to a new consent, and no other does", () => {
    const refused = (todo: string) => problem("gateway.refused", { gateway_code: todo, todo });
    const card = show(<ProblemCard problem={refused("INVALID_ACCESS_TOKEN")} />);
    const link = screen.getByRole("link", { name: "Ask for a new consent" });
    expect(link.getAttribute("href")).toBe("#/agreements?do=begin");
    card.unmount();
    show(<ProblemCard problem={refused("USER_BALANCE_NOT_ENOUGH")} />);
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("without a sentence still names its code", () => {
    show(<ProblemCard problem={problem("something.new")} />);
    expect(screen.getByText("Something went wrong (something.new).")).toBeTruthy();
  });
});
