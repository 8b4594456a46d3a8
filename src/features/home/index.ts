export { offerCommands, setCommands } from './commands.js';
export { createHome } from './home.composer.js';
export { createHomeMenu } from './home.menu.js';
