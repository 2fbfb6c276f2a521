import { JSON_TYPE } from '../engine/wire/oip';
import { UPLOAD_FORMATS, type UploadFormat } from '../wire/batch-system';
import { dataSet, dataSetList, dataSetRequest, exampleQuery } from '../wire/data-set-schema';
import { uploadQuery } from '../wire/upload';
import { MALFORMED, NO_ROOM, type Operation, UNAVAILABLE } from './route';

// What `data-sets.ts` mounts, described.

export const FILE_TYPES: Readonly<Record<UploadFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};
export const BYTES_TYPE = 'application/octet-stream';

const tag = 'Batch system';
const one = (description: string, status: number) => ({
  status,
  description,
  content: { [JSON_TYPE]: dataSet },
  ...(status === 201 && { headers: { Location: 'Where it is.' } }),
});

export const DATA_SET_OPERATIONS = {
  list: {
    method: 'get',
    path: '/api/data-sets',
    id: 'listDataSets',
    tag,
    summary: 'Data sets, newest first',
    description:
      'All of them, or with ?limit (up to 500) and ?after a page: behind the `next` of the page before, which holds though entries are ' +
      'deleted meanwhile, or behind the entry with this id.',
    answers: [{ status: 200, description: 'The data sets.', content: { [JSON_TYPE]: dataSetList } }],
    errors: ['unknown-parameter', 'unknown-data-set', ...UNAVAILABLE],
  },
  create: {
    method: 'post',
    path: '/api/data-sets',
    id: 'createDataSet',
    tag,
    summary: 'Make a data set',
    description:
      'Generated: rows like the test samples of a model, by a seed; a job of its own writes them. ' +
      'Arriving: empty at first, rows come at a chosen rate once it is started.',
    requestBody: { description: 'Which.', content: { [JSON_TYPE]: dataSetRequest } },
    answers: [one('The data set.', 201)],
    errors: [...MALFORMED, 'unknown-model', ...NO_ROOM, ...UNAVAILABLE],
  },
  upload: {
    method: 'post',
    path: '/api/data-sets/upload',
    id: 'uploadDataSet',
    tag,
    summary: 'Upload a data set',
    description:
      `With ?name, ?model and ?format (${UPLOAD_FORMATS.join(', ')}); the body is the file, as its own media type or as ` +
      `${BYTES_TYPE}. Of a table the columns are its features by name, in any case and order, categories by name, and ` +
      'optionally label; of images pixel0 to pixel783, pixel1 to pixel784 or 1x1 to 28x28, or a list called pixels. How the ' +
      'file is written is found out: its encoding, what parts its cells, the decimal mark, what white is; ?encoding, ' +
      '?separator, ?decimal, ?header, ?range and ?label say it where it cannot be told, which the refusal then asks for. ' +
      'Other columns are kept, and come back beside the answers with the line of each row (of Parquet its number). Rows ' +
      'that do not fit are listed with the reason. The answer comes when all rows have been read, and says how the file ' +
      'was understood.',
    query: uploadQuery,
    requestBody: {
      description: 'The file.',
      content: { ...Object.fromEntries(Object.values(FILE_TYPES).map((type) => [type, null])), [BYTES_TYPE]: null },
    },
    answers: [one('The data set, ready.', 201)],
    errors: [
      'unknown-data-set',
      'unreadable-upload',
      'unknown-parameter',
      'malformed-request',
      'too-many-samples',
      'unknown-model',
      'too-large',
      'wrong-media-type',
      'queue-full',
      'storage-failed',
      ...NO_ROOM,
      ...UNAVAILABLE,
    ],
  },
  get: {
    method: 'get',
    path: '/api/data-sets/:id',
    id: 'getDataSet',
    tag,
    summary: 'One data set',
    answers: [one('The data set.', 200)],
    errors: ['unknown-data-set', ...UNAVAILABLE],
  },
  delete: {
    method: 'delete',
    path: '/api/data-sets/:id',
    id: 'deleteDataSet',
    tag,
    summary: 'Delete a data set',
    answers: [{ status: 204, description: 'It is gone.' }],
    errors: ['unknown-data-set', 'data-set-in-use', 'operator-key-needed', ...UNAVAILABLE],
  },
  rejects: {
    method: 'get',
    path: '/api/data-sets/:id/rejects.csv',
    id: 'dataSetRejects',
    tag,
    summary: 'The rejected rows of an upload',
    answers: [{ status: 200, description: 'Line, column and reason of each.', content: { 'text/csv': null } }],
    errors: ['unknown-data-set', 'not-found', 'storage-failed', ...UNAVAILABLE],
  },
} as const satisfies Readonly<Record<string, Operation>>;

/** A file to try an upload with. */
export function exampleOperation(format: UploadFormat) {
  return {
    method: 'get',
    path: `/api/data-sets/example.${format}`,
    id: `exampleDataSet${format[0]?.toUpperCase()}${format.slice(1)}`,
    tag,
    summary: `An example to upload, as ${format}`,
    description: 'With ?model: the first hundred of its test samples.',
    query: exampleQuery,
    answers: [{ status: 200, description: 'The file.', content: { [FILE_TYPES[format]]: null } }],
    errors: ['unknown-parameter', 'unknown-model'],
  } as const satisfies Operation;
}
