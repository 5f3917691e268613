import { useState } from "react";
import { commands, type SameOrderView, useQuery } from "../ipc";
import { useSettled } from "./settled";

/** Whether an order number is free, and if not what a person decided about it. */
export type Guard = {
  order: string;
  /** Open or paid payments under it. */
  inTheWay: readonly SameOrderView[];
  waiting: boolean;
  onWait: (waiting: boolean) => void;
  /** A second payment is really wanted. */
  second: boolean;
  onSecond: (second: boolean) => void;
  /** Sending may go on with what is typed. */
  free: boolean;
  /** Sending may go on under this number; false as long as nobody knows. */
  freeFor: (order: string) => boolean;
};

/** The same order paid twice is the oldest mistake: say so before, not after. */
export function useSameOrder(typed: string): Guard {
  const settled = useSettled(typed.trim(), 200);
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const waiting = waitingFor === settled && settled !== "";
  const { data, isFetching } = useQuery(
    commands.paymentSameOrder,
    { order_number: settled },
    {
      enabled: settled !== "",
      tags: ["payments"],
      forget: 10_000,
      again: () => (waiting ? 3000 : false),
    },
  );
  const inTheWay = settled === "" ? [] : (data ?? []).filter((row) => row.in_the_way);
  const second = wanted === settled && settled !== "";
  const answered = data !== undefined || !isFetching;
  const freeFor = (order: string) =>
    order.trim() === settled && answered && (inTheWay.length === 0 || (second && !waiting));
  return {
    order: settled,
    inTheWay,
    waiting,
    onWait: (on) => setWaitingFor(on ? settled : null),
    second,
    onSecond: (on) => setWanted(on ? settled : null),
    free: freeFor(typed),
    freeFor,
  };
}
