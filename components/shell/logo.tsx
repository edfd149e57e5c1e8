/** The brand's mark: a head and its arms. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M5.5 14.5V10a6.5 6.5 0 0 1 13 0v4.5" />
      <path d="M5.5 14.5c0 2.2-1 3.6-3 4.2M9.8 13v4.6c0 1.7-.8 2.9-2.2 3.6M14.2 13v4.6c0 1.7.8 2.9 2.2 3.6M18.5 14.5c0 2.2 1 3.6 3 4.2" />
      <circle cx="9.6" cy="9.6" r="1.15" fill="currentColor" stroke="none" />
      <circle cx="14.4" cy="9.6" r="1.15" fill="currentColor" stroke="none" />
    </svg>
  );
}
