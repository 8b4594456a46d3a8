export { setCommands } from './commands.js';
export { createHome, type Home } from './home.composer.js';
export { createHomeMenu } from './home.menu.js';
