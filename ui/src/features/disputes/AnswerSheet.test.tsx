import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { fakeCore, money, problem, Refuse, show } from "../../testing/core";
import { aDispute, anAction } from "../../testing/dossiers";
import { AcceptSheet } from "./AcceptSheet";
import { AnswerSheet } from "./AnswerSheet";

const nothing = () => undefined;
const pdf = (name = "proof.pdf") => new File(["%PDF-1.7 made up"], name, { type: "application/pdf" });

function core(defend: (form: Record<string, unknown>) => unknown = () => anAction("defend", "dispute", "D")) {
  return fakeCore({
    draft_open: () => ({ draft: "draft-1", version: 3 }),
    dispute_defend: defend,
    dispute_accept: () => anAction("accept_dispute", "dispute", "D"),
    outbox_show: () => anAction("defend", "dispute", "D"),
  });
}

const send = () => screen.getByRole<HTMLButtonElement>("button", { name: /Send the answer/ });

describe("the answer to a dispute", () => {
  test("goes out once, with the file and the typed last four", async () => {
    const { of } = core();
    const user = userEvent.setup();
    show(<AnswerSheet dispute={aDispute()} onReload={nothing} onClose={nothing} />);
    expect(screen.getByText("This can be sent once and not changed.")).toBeTruthy();
    await user.upload(screen.getByLabelText("Document"), pdf());
    await screen.findByText("proof.pdf");
    expect(send().disabled).toBe(true);
    await user.type(screen.getByLabelText(/Type 0001/), "0001");
    await waitFor(() => expect(send().disabled).toBe(false));
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(of("dispute_defend")).toHaveLength(1));
    expect(of("dispute_defend")[0]?.form).toMatchObject({
      draft: "draft-1",
      id: "20260202000000000001",
      version: 3,
      file_name: "proof.pdf",
      file: btoa("%PDF-1.7 made up"),
      typed: "0001",
    });
    // The sheet stays and becomes the state line.
    expect(await screen.findByText("Saved on this computer")).toBeTruthy();
  });

  test("other last four, another kind of file, and Enter alone send nothing", async () => {
    const { of } = core();
    const user = userEvent.setup({ applyAccept: false });
    show(<AnswerSheet dispute={aDispute()} onReload={nothing} onClose={nothing} />);
    await user.upload(screen.getByLabelText("Document"), pdf("proof.png"));
    expect(await screen.findByText(/Only PDF, DOC and DOCX can be sent/)).toBeTruthy();
    const typed = screen.getByLabelText(/Type 0001/);
    await user.type(typed, "1000{Enter}");
    expect(screen.getByText(/not the last four/)).toBeTruthy();
    await user.upload(screen.getByLabelText("Document"), pdf());
    await screen.findByText("proof.pdf");
    await user.clear(typed);
    await user.type(typed, "0001{Enter}");
    expect(of("dispute_defend")).toHaveLength(0);
  });

  test("is refused with a sentence and can be sent again as it is", async () => {
    let times = 0;
    const { of } = core(() => {
      times += 1;
      return times === 1 ? new Refuse(problem("bar.dispute_answered")) : anAction("defend", "dispute", "D");
    });
    const user = userEvent.setup();
    show(<AnswerSheet dispute={aDispute()} onReload={nothing} onClose={nothing} />);
    await user.upload(screen.getByLabelText("Document"), pdf());
    await user.type(screen.getByLabelText(/Type 0001/), "0001");
    await waitFor(() => expect(send().disabled).toBe(false));
    await user.click(send());
    await waitFor(() => expect(of("dispute_defend")).toHaveLength(1));
    expect(await screen.findByText(/Nothing was moved|nothing was moved|No money/i)).toBeTruthy();
    expect(screen.getByText("proof.pdf")).toBeTruthy();
  });
});

test("accepting says what is lost, and that a refund before would pay twice", async () => {
  const { of } = core();
  const user = userEvent.setup();
  show(
    <AcceptSheet
      dispute={aDispute({ refunded: money("20.00", "HKD") })}
      onReload={nothing}
      onClose={nothing}
    />,
  );
  expect(screen.getByText(/Accepting may pay the buyer a second time/)).toBeTruthy();
  const accept = await screen.findByRole("button", { name: /Accept and give up HKD 1,000.00/ });
  await waitFor(() => expect((accept as HTMLButtonElement).disabled).toBe(false));
  await user.click(accept);
  await waitFor(() => expect(of("dispute_accept")).toHaveLength(1));
  expect(of("dispute_accept")[0]?.form).toEqual({
    draft: "draft-1",
    id: "20260202000000000001",
    version: 3,
    again: false,
  });
});
