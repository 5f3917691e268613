import { type ReactNode, useId } from "react";

/** A titled list of what needs a person; nothing at all when nothing does. */
export function Inbox({
  title,
  count,
  sums,
  acts,
  children,
}: {
  title: string;
  count: number;
  sums?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  if (count === 0) return null;
  return (
    <section className="inbox" aria-labelledby={id}>
      <header className="inbox-head">
        <h2 id={id}>
          {title} <span className="count">{count}</span>
        </h2>
        <div className="inbox-sums">{sums}</div>
        {acts}
      </header>
      <ul className="inbox-rows">{children}</ul>
    </section>
  );
}

export function Row({
  tone,
  href,
  title,
  detail,
  side,
  act,
}: {
  tone: string;
  href: string;
  title: ReactNode;
  detail: ReactNode;
  side: ReactNode;
  act?: ReactNode;
}) {
  return (
    <li className="inbox-row" data-tone={tone}>
      <a className="inbox-link" href={href}>
        <span className="inbox-title">{title}</span>
        <span className="inbox-detail">{detail}</span>
      </a>
      <span className="inbox-side">{side}</span>
      {act ? <span className="inbox-act">{act}</span> : null}
    </li>
  );
}
