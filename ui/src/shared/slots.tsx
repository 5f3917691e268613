import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { DeclarationView, PaymentView } from "../ipc";

/** What one feature shows inside another. The app fills these; features do not know each other. */
export type Slots = {
  DeclarationSheet: ComponentType<{
    payment: PaymentView;
    correcting: DeclarationView | null;
    onClose: () => void;
  }>;
};

const Filled = createContext<Slots | null>(null);
export const SlotsProvider = Filled.Provider;

export function useSlots(): Slots | null {
  return useContext(Filled);
}

type Status = { node: ReactNode; set: (node: ReactNode) => void };
const StatusPlace = createContext<Status>({ node: null, set: () => undefined });

export function StatusProvider({ children }: { children: ReactNode }) {
  const [node, set] = useState<ReactNode>(null);
  const value = useMemo(() => ({ node, set }), [node]);
  return <StatusPlace value={value}>{children}</StatusPlace>;
}

/** Says something in the status bar as long as this part of the screen is there. */
export function StatusNote({ children }: { children: ReactNode }) {
  const { set } = useContext(StatusPlace);
  useEffect(() => {
    set(children);
  }, [set, children]);
  useEffect(() => () => set(null), [set]);
  return null;
}

export function useStatusNote(): ReactNode {
  return useContext(StatusPlace).node;
}
