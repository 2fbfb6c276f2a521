import apiReference from './api-reference.json';
import errors from './errors.json';
import home from './home.json';
import models from './models.json';
import modes from './modes.json';
import shell from './shell.json';

/** The English catalogue: one file a namespace, each listed here once. */
export const MESSAGES = { apiReference, errors, home, models, modes, shell };

export type Messages = typeof MESSAGES;
export type Namespace = keyof Messages;
