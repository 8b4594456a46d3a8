import { createScreens } from './screens.js';
import { createServices, type RoomsDeps } from './services.js';

/** Every room: what it does, and what it shows. */
export function createRooms(deps: RoomsDeps) {
  const services = createServices(deps);
  return { ...services, ...createScreens(deps, services) };
}

export type Rooms = ReturnType<typeof createRooms>;
