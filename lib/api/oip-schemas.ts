import { z } from 'zod';
import { NAMED_SCHEMAS } from '../wire/named-schemas';

// What the Open Inference Protocol puts on the wire, for the description of the API. The hot path checks requests with
// `lib/engine/wire`, whose messages are exact and whose speed counts.

const tensorMetadata = z
  .object({
    name: z.string(),
    datatype: z.literal('FP32'),
    shape: z.array(z.int()).describe('-1 stands for the number of rows.'),
  })
  .register(NAMED_SCHEMAS, { id: 'TensorMetadata' });

const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** Of a request: null stands for what is left out. */
const askedParameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullish();

const numbers: z.ZodType = z.array(z.unknown()).describe('Numbers, in one flat list or nested as the shape.');

export const serverMetadata = z
  .object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) })
  .register(NAMED_SCHEMAS, { id: 'ServerMetadata' });

export const modelMetadata = z
  .object({
    name: z.string(),
    versions: z.array(z.string()),
    platform: z.string(),
    inputs: z.array(tensorMetadata),
    outputs: z.array(tensorMetadata),
  })
  .register(NAMED_SCHEMAS, { id: 'ModelMetadata' });

export const modelReady = z
  .object({ name: z.string(), version: z.string(), ready: z.boolean() })
  .register(NAMED_SCHEMAS, { id: 'ModelReady' });
export const serverLive = z.object({ live: z.boolean() }).register(NAMED_SCHEMAS, { id: 'ServerLive' });
export const serverReady = z.object({ ready: z.boolean() }).register(NAMED_SCHEMAS, { id: 'ServerReady' });

/** Members that are not known are passed over, as the protocol has it. */
export const inferRequest = z
  .looseObject({
    id: z.string().nullish().describe('Echoed in the answer.'),
    parameters: askedParameters.describe('binary_data_output: true asks for the output as bytes.'),
    inputs: z
      .array(
        z.looseObject({
          name: z.string(),
          datatype: z.literal('FP32').describe('In any case.'),
          shape: z.array(z.int()),
          parameters: askedParameters.describe('binary_data_size: how many bytes behind the JSON are this tensor.'),
          data: numbers.nullish().describe('Absent when the values are bytes behind the JSON.'),
        }),
      )
      .length(1),
    outputs: z
      .array(
        z.looseObject({
          name: z.string(),
          parameters: askedParameters.describe(
            'binary_data: as bytes or as JSON. classification: so many best classes, as texts value:index:label.',
          ),
        }),
      )
      .nullish(),
  })
  .register(NAMED_SCHEMAS, { id: 'InferRequest' });

export const inferResponse = z
  .object({
    model_name: z.string(),
    model_version: z.string(),
    id: z.string().optional(),
    outputs: z.array(
      z.object({
        name: z.string(),
        datatype: z.enum(['FP32', 'BYTES']).describe('BYTES where classes were asked for.'),
        shape: z.array(z.int()),
        parameters: parameters.optional(),
        data: z.union([z.array(z.number()), z.array(z.string())]).optional(),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'InferResponse' });

export const oipError = z
  .object({ error: z.string(), code: z.string().describe('Our name for the kind of error.') })
  .register(NAMED_SCHEMAS, { id: 'InferenceError' });
