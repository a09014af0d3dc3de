/** What is wrong, what is safe and what to do; nothing while all is well. */
export function SaveBanner() {
  return <div role="status" className="save-banner" />;
}
