import X from "lucide-react/icons/x";
import { type ReactNode, useEffect, useState } from "react";
import { Icon, type Picture } from "./Icon";

export function Badge({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "warn" | "bad" | "info";
  children: ReactNode;
}) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

/** Why it is empty, and the one next act. */
export function Empty({
  icon,
  title,
  children,
  act,
}: {
  icon?: Picture;
  title: string;
  children?: ReactNode;
  act?: ReactNode;
}) {
  return (
    <div className="empty">
      {icon ? (
        <span className="empty-icon">
          <Icon of={icon} size={22} />
        </span>
      ) : null}
      <h2>{title}</h2>
      {children ? <div className="empty-words">{children}</div> : null}
      {act ? <div className="empty-act">{act}</div> : null}
    </div>
  );
}

/** True once something took longer than a blink; before that nothing flickers. */
export function useLate(waiting: boolean, after = 200): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [waiting, after]);
  return late && waiting;
}

/** Grey shapes where the answer will be; nothing at all in the first 200 ms. */
export function Skeleton({ label, lines = 6 }: { label: string; lines?: number }) {
  const late = useLate(true);
  if (!late) return null;
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, at) => `line-${at}`).map((name) => (
        <span key={name} className="skeleton-line" />
      ))}
    </div>
  );
}

/** A filter that is on; pressing it takes it off. */
export function Chip({
  children,
  removeLabel,
  onRemove,
}: {
  children: ReactNode;
  removeLabel: string;
  onRemove: () => void;
}) {
  return (
    <span className="chip">
      <span>{children}</span>
      <button
        type="button"
        className="chip-remove"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <Icon of={X} size={12} />
      </button>
    </span>
  );
}

/** A name and its value, one under the other or side by side. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
