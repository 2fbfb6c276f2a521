import 'server-only';
import type { Context } from 'hono';
import { requireOperator } from '../access/access';
import { PACES, VISITOR_SIZES } from '../access/limits';
import { isOwner } from '../access/visitor';
import { largestUploadBytes } from '../batch/data/upload-data-set';
import { FIRST_SETTINGS, readSettings, writeSettings } from '../batch/operator-settings';
import { deleteThingsOf, viewOfAll } from '../batch/operator-view';
import { JSON_TYPE } from '../engine/wire/oip';
import { TrilaneError } from '../errors';
import type { Services } from '../services/services';
import { GENERATED_ROWS } from '../wire/batch-system';
import { operatorSession, operatorSettings, operatorView } from '../wire/operator-schema';
import { visitor } from '../wire/visitor';
import { jsonAnswer } from './answer';
import { callerOf, isSecureRequest } from './caller';
import { bodyOf, idOf, noContent } from './request';
import { MALFORMED, type Route, UNAVAILABLE } from './route';

const tag = 'Operator';
const KEY = 'This';
const PER_MINUTE = PACES.keys.perAddress.perMinute;

/** `/api/visitor` and `/api/operator`: who somebody is, who uses what, and the switches. */
export function operatorRoutes({ access, system, meters, dataSets }: Services): Route[] {
  const database = async () => (await system.open()).database;
  const sessionAnswer = (context: Context, isOpen: boolean): Response => {
    const answer = noContent();
    const session = access.operator?.session(isOpen, isSecureRequest(context));
    if (session !== undefined) answer.headers.append('set-cookie', session);
    return answer;
  };
  return [
    {
      method: 'get',
      path: '/api/visitor',
      id: 'getVisitor',
      tag,
      summary: 'What this browser is to the server',
      answers: [{ status: 200, description: 'It.', content: { [JSON_TYPE]: visitor } }],
      errors: UNAVAILABLE,
      handler: async (context) => {
        const { visitor: owner, isOperator } = callerOf(context);
        // Asked by pages that are there before the database is.
        const open = system.opened();
        const { visitorsMay } = open ? await readSettings(open.database) : FIRST_SETTINGS;
        const most = isOperator ? { uploadBytes: largestUploadBytes(), rows: GENERATED_ROWS.most } : VISITOR_SIZES;
        return jsonAnswer({ owner, operator: isOperator, shared: access.isShared, visitorsMay, most });
      },
    },
    {
      method: 'post',
      path: '/api/operator/session',
      id: 'openOperatorSession',
      tag,
      summary: 'Be the operator in this browser',
      description: `With the operator's key, for twelve hours, by a cookie. A program sends "Authorization: Bearer <key>" instead. ${PER_MINUTE} wrong tries a minute.`,
      requestBody: { description: 'The key.', content: { [JSON_TYPE]: operatorSession } },
      answers: [{ status: 204, description: 'The cookie is set.' }],
      errors: ['wrong-operator-key', 'too-many-requests', ...MALFORMED],
      handler: async (context) => {
        const { key } = await bodyOf(context, operatorSession);
        if (!access.isKey(key.trim(), callerOf(context)))
          throw new TrilaneError('wrong-operator-key', 'That is not the key of this server.');
        return sessionAnswer(context, true);
      },
    },
    {
      method: 'delete',
      path: '/api/operator/session',
      id: 'closeOperatorSession',
      tag,
      summary: 'Be a visitor again',
      answers: [{ status: 204, description: 'The cookie is gone.' }],
      handler: (context) => sessionAnswer(context, false),
    },
    {
      method: 'get',
      path: '/api/operator',
      id: 'getOperatorView',
      tag,
      summary: 'Who uses what',
      answers: [{ status: 200, description: 'It.', content: { [JSON_TYPE]: operatorView } }],
      errors: ['operator-key-needed', ...UNAVAILABLE],
      handler: async (context) => {
        requireOperator(callerOf(context), KEY);
        return jsonAnswer(
          await viewOfAll(await database(), { access, dataRoot: system.dataRoot, meters: meters.open() }),
        );
      },
    },
    {
      method: 'put',
      path: '/api/operator/settings',
      id: 'setOperatorSettings',
      tag,
      summary: 'Switch on and off what visitors may do',
      requestBody: { description: 'All switches.', content: { [JSON_TYPE]: operatorSettings } },
      answers: [{ status: 200, description: 'As they are now.', content: { [JSON_TYPE]: operatorSettings } }],
      errors: ['operator-key-needed', ...MALFORMED, ...UNAVAILABLE],
      handler: async (context) => {
        requireOperator(callerOf(context), KEY);
        const settings = await bodyOf(context, operatorSettings);
        await writeSettings(await database(), settings);
        return jsonAnswer(settings);
      },
    },
    {
      method: 'delete',
      path: '/api/operator/visitors/:id',
      id: 'deleteVisitorThings',
      tag,
      summary: 'Delete all that a visitor made',
      description: 'Jobs are cancelled and deleted with their answers, then data sets. What a schedule needs stays.',
      answers: [{ status: 204, description: 'It is gone.' }],
      errors: ['operator-key-needed', 'not-found', ...UNAVAILABLE],
      handler: async (context) => {
        requireOperator(callerOf(context), KEY);
        if (!isOwner(idOf(context))) throw new TrilaneError('not-found', 'That is no visitor.');
        await deleteThingsOf(idOf(context), await system.open(), dataSets);
        system.nudge();
        return noContent();
      },
    },
  ];
}
