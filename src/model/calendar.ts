export * from '../timeline/calendar.js';
