export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Forwards only, each run once, in order. A published one is never changed: the next one changes what it made. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'data sets, jobs, workers, schedules, files',
    sql: `
      create table data_sets (
        id uuid primary key,
        name text not null,
        kind text not null,
        model text not null,
        state text not null,
        rows bigint not null default 0,
        rejected_rows bigint not null default 0,
        parts integer not null default 0,
        size_bytes bigint not null default 0,
        checksum text,
        labelled boolean not null default false,
        seed integer,
        wanted_rows bigint,
        arrivals_per_second double precision,
        arriving boolean not null default false,
        arrived_to timestamptz,
        error jsonb,
        created_at timestamptz not null default now()
      );
      create table parts (
        data_set_id uuid not null references data_sets on delete cascade,
        index integer not null,
        first_row bigint not null,
        rows integer not null,
        size_bytes integer not null,
        sha256 text not null,
        created_at timestamptz not null default now(),
        primary key (data_set_id, index)
      );
      create table schedules (
        id uuid primary key,
        name text not null,
        data_set_id uuid not null references data_sets,
        model text not null,
        version text not null,
        batch_size integer,
        workers integer not null default 1,
        timing jsonb not null,
        active boolean not null default true,
        next_due_at timestamptz,
        taken_parts integer not null default 0,
        created_at timestamptz not null default now()
      );
      create table jobs (
        id uuid primary key,
        kind text not null,
        queue text not null,
        state text not null,
        model text not null,
        version text not null,
        sha256 text not null,
        source jsonb not null,
        data_set_id uuid,
        schedule_id uuid,
        count bigint not null,
        done bigint not null default 0,
        set_aside_rows bigint not null default 0,
        chunk_count integer not null,
        batch_size integer,
        workers integer not null default 1,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        summary jsonb,
        durations jsonb,
        environment jsonb,
        error jsonb
      );
      create index jobs_open on jobs (queue, created_at) where finished_at is null;
      create table chunks (
        job_id uuid not null references jobs on delete cascade,
        index integer not null,
        part_index integer not null,
        first_row bigint not null,
        rows integer not null,
        state text not null default 'waiting',
        tries integer not null default 0,
        deaths integer not null default 0,
        not_before timestamptz not null default now(),
        worker_id uuid,
        worker_name text,
        claim uuid,
        claimed_at timestamptz,
        finished_at timestamptz,
        output jsonb,
        compute_ms double precision,
        summary jsonb,
        error jsonb,
        primary key (job_id, index)
      );
      create index chunks_open on chunks (job_id, index) where state in ('waiting', 'active');
      create table workers (
        id uuid primary key,
        name text not null,
        host text not null,
        pid integer not null,
        queue text not null,
        started_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        job_id uuid,
        chunk integer,
        ticket_id uuid,
        rows_done integer not null default 0
      );
      create table worker_shares (
        job_id uuid not null references jobs on delete cascade,
        worker_id uuid not null,
        name text not null,
        host text not null,
        rows bigint not null,
        chunks integer not null,
        cpu_seconds double precision not null,
        peak_rss_bytes bigint not null,
        primary key (job_id, worker_id)
      );
      create table schedule_runs (
        schedule_id uuid not null references schedules on delete cascade,
        due_at timestamptz not null,
        outcome text not null,
        missed integer not null default 0,
        rows bigint not null default 0,
        job_id uuid,
        at timestamptz not null default now(),
        primary key (schedule_id, due_at)
      );
      create table files (key text primary key, bytes bytea not null);
      alter table files alter column bytes set storage external;
    `,
  },
  {
    version: 2,
    name: 'trials of chunks whose workers died',
    sql: `
      alter table chunks add column trial_deaths integer not null default 0;
      alter table chunks add column disturbed boolean not null default false;
    `,
  },
  {
    version: 3,
    name: 'how an upload was understood',
    sql: 'alter table data_sets add column reading jsonb;',
  },
  {
    version: 4,
    name: 'whose things are, what was fetched, and settings',
    sql: `
      alter table data_sets add column owner text;
      alter table jobs add column owner text;
      alter table jobs add column fetched_at timestamptz;
      create table settings (key text primary key, value jsonb not null);
    `,
  },
  {
    version: 5,
    name: 'the turns of the jobs of the Lab',
    sql: `
      alter table jobs add column sender text;
      alter table jobs add column turn_at timestamptz;
    `,
  },
];
