import { useTranslations } from 'next-intl';
import styles from './endpoint-entry.module.css';
import type { Endpoint, OpenApiDocument, Schema } from './open-api';
import { schemaFields } from './schema-fields';

/** One operation: a line that opens to what it takes and what it answers. Its words come from the API, in English. */
export function EndpointEntry({ endpoint, document }: { endpoint: Endpoint; document: OpenApiDocument }) {
  const t = useTranslations('apiReference');
  return (
    <details className={`${styles.entry} line-below`} id={endpoint.operationId}>
      <summary>
        <span className="soft tiny mono">{endpoint.method}</span>
        <code className={`${styles.path} semibold`}>{breakable(endpoint.path)}</code>
        <span className={`${styles.summary} soft small`} lang="en" dir="ltr">
          {endpoint.summary}
        </span>
      </summary>
      <div className={`${styles.inside} grid gap-4 pad-above-1 pad-below-7 small`}>
        {endpoint.description && (
          <p lang="en" dir="ltr">
            {endpoint.description}
          </p>
        )}
        {endpoint.requestBody && (
          <section>
            <h4 className="below-1 small">{t('takes')}</h4>
            <p lang="en" dir="ltr">
              {endpoint.requestBody.description} <MediaTypes content={endpoint.requestBody.content} />
            </p>
            <Fields document={document} schema={firstSchema(endpoint.requestBody.content)} />
          </section>
        )}
        <section>
          <h4 className="below-1 small">{t('answers')}</h4>
          {ownResponses(endpoint).map(([status, response]) => (
            <div key={status} className="pad-y-1">
              <p lang="en" dir="ltr">
                <strong>{status}</strong> {response.description}{' '}
                {isSuccess(status) && <MediaTypes content={response.content} />}
              </p>
              {Object.entries(response.headers ?? {}).map(([name, header]) => (
                <p key={name} className="pad-start-4 soft" lang="en" dir="ltr">
                  <code>{name}</code> {header.description}
                </p>
              ))}
              {isSuccess(status) && <Fields document={document} schema={firstSchema(response.content)} />}
            </div>
          ))}
        </section>
      </div>
    </details>
  );
}

/** Those without a description are the ones that all operations share. */
function ownResponses({ responses }: Endpoint) {
  return Object.entries(responses).filter(([, { description }]) => description !== undefined);
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>> | undefined;

function MediaTypes({ content }: { content: Content }) {
  return <span className="soft tiny mono">{Object.keys(content ?? {}).join(' · ')}</span>;
}

function Fields({ document, schema }: { document: OpenApiDocument; schema: Schema | undefined }) {
  const t = useTranslations('apiReference');
  const fields = schema ? schemaFields(document, schema) : [];
  if (fields.length === 0) return null;
  return (
    <dl className={`${styles.fields} above-1 below-3 pad-start-4`} lang="en" dir="ltr">
      {fields.map(({ name, type, required, description }) => (
        <div key={`${name} ${type}`}>
          <dt>
            <code>{breakable(name)}</code>
            {!required && <small>{t('optional')}</small>}
          </dt>
          <dd className="soft">
            <code>{type}</code> {description}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function firstSchema(content: Content): Schema | undefined {
  return Object.values(content ?? {}).find(({ schema }) => schema)?.schema;
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}

/** Long names may break behind a slash or a dot. */
function breakable(text: string) {
  return text.split(/(?<=[/.])/).map((part, index) => (
    <span key={index}>
      {index > 0 && <wbr />}
      {part}
    </span>
  ));
}
