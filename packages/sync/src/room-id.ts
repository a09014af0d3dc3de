/** A section's room. It has one after the other: `epoch` grows when the prose is replaced by other prose. */
export type RoomId = { sectionId: string; epoch: number };

/** PostgreSQL's largest integer. */
const LAST_EPOCH = 2 ** 31 - 1;

/** The name of a room on the wire: the section's id while the epoch is 0, `<id>.<epoch>` after that. */
export const roomIdOf = ({ sectionId, epoch }: RoomId): string =>
  epoch === 0 ? sectionId : `${sectionId}.${epoch}`;

/** Null when it is no name of a room; each room has one name. */
export function parseRoomId(name: string): RoomId | null {
  const [, sectionId, digits = '0'] = /^([^.]+)(?:\.([1-9]\d{0,9}))?$/.exec(name) ?? [];
  const epoch = Number(digits);
  return sectionId === undefined || epoch > LAST_EPOCH ? null : { sectionId, epoch };
}
