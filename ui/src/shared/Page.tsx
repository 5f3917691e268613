import type { ReactNode } from "react";

/** A screen: its heading, what can be done on it, and its content. */
export function Page({
  title,
  about,
  acts,
  children,
  fill,
}: {
  title: ReactNode;
  about?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  /** The content manages its own scrolling. */
  fill?: boolean;
}) {
  return (
    <div className={fill ? "page page-fill" : "page"}>
      <header className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          {about ? <div className="page-about">{about}</div> : null}
        </div>
        {acts ? <div className="page-acts">{acts}</div> : null}
      </header>
      <div className="page-main">{children}</div>
    </div>
  );
}

/** A titled part of a screen. */
export function Panel({
  title,
  count,
  acts,
  children,
  bare,
}: {
  title: string;
  count?: number | undefined;
  acts?: ReactNode;
  children: ReactNode;
  bare?: boolean;
}) {
  return (
    <section className={bare ? "panel panel-bare" : "panel"} aria-label={title}>
      <header className="panel-head">
        <h2>
          {title}
          {count === undefined ? null : <span className="count">{count}</span>}
        </h2>
        {acts}
      </header>
      {children}
    </section>
  );
}
