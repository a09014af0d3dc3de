/** Every address that is no page. The root tells it. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

/** Never shown; with a component the address is a page, whose error the root may show, and not a resource. */
export default function NotFound() {
  return null;
}
