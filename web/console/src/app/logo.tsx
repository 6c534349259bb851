/** A line that tells two kinds of points apart. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <circle cx="10.5" cy="21" r="4" className="fill-white" />
      <circle cx="21.5" cy="10.5" r="3.25" fill="none" className="stroke-white" strokeWidth="2.25" />
      <path d="M7.5 7.5 24.5 24.5" className="stroke-white" strokeWidth="2.25" strokeLinecap="round" />
    </svg>
  );
}
