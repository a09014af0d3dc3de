/** Every address that is no page. The root tells it. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}
