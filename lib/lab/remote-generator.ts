import 'client-only';
import type { LaneConditions } from '../emulate/conditions';
import { type HttpCaller, openStream } from '../engine/http-call';
import { readLoadRunEvents } from '../engine/wire/load-run';
