/** A slip torn along its perforation: what stays with the merchant. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path className="mark-stub" d="M3 5.5A1.5 1.5 0 0 1 4.5 4H9v16H4.5A1.5 1.5 0 0 1 3 18.5z" />
      <path className="mark-slip" d="M11 4h8.5A1.5 1.5 0 0 1 21 5.5v13a1.5 1.5 0 0 1-1.5 1.5H11z" />
      <path className="mark-lines" d="M13.8 9h4.4M13.8 12h4.4M13.8 15h2.6" />
    </svg>
  );
}
