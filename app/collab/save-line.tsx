/** Whether all is saved, in the masthead's words. */
export function SaveLine() {
  return <p role="status" className="line" />;
}
