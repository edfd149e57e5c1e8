/** The brand's mark: a head, one eye and its arms. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    >
      <path d="M4.2 11.4a7.8 7.8 0 0 1 15.6 0c0 1.5.5 2.6 1.5 3.6" />
      <path d="M4.2 11.4c0 1.5-.5 2.6-1.5 3.6M8.3 12.6v3.6c0 1.9-.9 3-2.5 3.6M12 12.6v8M15.7 12.6v3.6c0 1.9.9 3 2.5 3.6" />
      <circle cx="12" cy="8.3" r="1.5" fill="currentColor" stroke="none" />
    </svg>
  );
}
