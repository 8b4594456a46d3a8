export { createNotifications, type Notifications } from './notifications.js';
