import { useTranslations } from 'next-intl';
import { Example } from './example';
import { Origin } from './origin';

const JSON_INFER = `# the first test image, as 784 numbers from 0 to 1
IMAGE=$(curl -s $HOST/models/digits/samples.u8 | head -c 784 | od -An -v -tu1 |
  awk '{ for (i = 1; i <= NF; i++) printf "%s%.4f", n++ ? "," : "", $i / 255 }')

curl -s $HOST/v2/models/digits/infer -H 'Content-Type: application/json' -d '{
  "inputs": [{ "name": "image", "datatype": "FP32", "shape": [1, 1, 28, 28], "data": ['$IMAGE'] }]
}'`;

const BINARY_INFER = `JSON='{"inputs":[{"name":"image","datatype":"FP32","shape":[1,1,28,28],
  "parameters":{"binary_data_size":3136}}]}'

# the JSON, and right behind it the same image as 784 little-endian floats
{ printf '%s' "$JSON"
  curl -s $HOST/models/digits/samples.u8 | head -c 784 | python3 -c '
import struct, sys
sys.stdout.buffer.write(struct.pack("<784f", *[v / 255 for v in sys.stdin.buffer.read()]))'
} | curl -s $HOST/v2/models/digits/infer --data-binary @- \\
  -H 'Content-Type: application/octet-stream' -H "Inference-Header-Content-Length: \${#JSON}"`;

const ROW_INFER = `# a loan as it stands in a table: the model scales, fills in and encodes; -1 is what is not known
curl -s $HOST/v2/models/credit-risk/infer -H 'Content-Type: application/json' -d '{
  "inputs": [{ "name": "features", "datatype": "FP32", "shape": [1, 13],
    "data": [9, 5, 60, 30, 1, 0, 1, 73, -1, 0, 0, 800, 846] }]
}'`;

const BATCH = `# 500 test images as one job; the answer has its id
JOB=$(curl -s $HOST/api/batches -H 'Content-Type: application/json' \\
  -d '{ "model": "digits", "count": 500 }' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')

curl -sN $HOST/api/batches/$JOB/events             # progress, as it happens
curl -s  $HOST/api/batches/$JOB/results.csv        # the answers
curl -s  -X DELETE $HOST/api/batches/$JOB          # cancel it, or throw it away`;

/** The ways in, each tried by `tests/e2e/api-reference.spec.ts` as it stands here. */
export function Examples() {
  const t = useTranslations('apiReference.examples');
  return (
    <>
      <Example title={t('json.title')} note={t('json.note')}>
        HOST=
        <Origin />
        {`\n\n${JSON_INFER}`}
      </Example>
      <Example title={t('binary.title')} note={t('binary.note')}>
        HOST=
        <Origin />
        {`\n${BINARY_INFER}`}
      </Example>
      <Example title={t('row.title')} note={t('row.note')}>
        HOST=
        <Origin />
        {`\n\n${ROW_INFER}`}
      </Example>
      <Example title={t('batch.title')} note={t('batch.note')}>
        HOST=
        <Origin />
        {`\n\n${BATCH}`}
      </Example>
    </>
  );
}
