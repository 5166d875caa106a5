using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BotOps.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "botops");

            migrationBuilder.CreateTable(
                name: "children",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    machine = table.Column<string>(type: "text", nullable: false),
                    process_group = table.Column<int>(type: "integer", nullable: false),
                    start_time = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<int>(type: "integer", nullable: false),
                    owner_start_time = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_children", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hosts",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    transport = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    root = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hosts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    platform = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    event_id = table.Column<string>(type: "text", nullable: false),
                    @event = table.Column<string>(name: "event", type: "jsonb", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "logs",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lines = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    dropped = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<bool>(type: "boolean", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_logs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    thread = table.Column<string>(type: "text", nullable: true),
                    root = table.Column<string>(type: "text", nullable: true),
                    private_to = table.Column<string>(type: "text", nullable: true),
                    urgency = table.Column<int>(type: "integer", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: true),
                    follows = table.Column<long>(type: "bigint", nullable: true),
                    wanted = table.Column<long>(type: "bigint", nullable: false),
                    sent = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: true),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    parked = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "persons",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    handle = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    disabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_persons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    repository = table.Column<string>(type: "jsonb", nullable: false),
                    channels = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_chunks",
                schema: "botops",
                columns: table => new
                {
                    log_id = table.Column<long>(type: "bigint", nullable: false),
                    first_line = table.Column<long>(type: "bigint", nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_chunks", x => new { x.log_id, x.first_line });
                    table.ForeignKey(
                        name: "fk_log_chunks_logs_log_id",
                        column: x => x.log_id,
                        principalSchema: "botops",
                        principalTable: "logs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                schema: "botops",
                columns: table => new
                {
                    platform = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => new { x.platform, x.tenant, x.external_id });
                    table.ForeignKey(
                        name: "fk_accounts_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "roles",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    project = table.Column<string>(type: "text", nullable: false),
                    environment = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                    table.ForeignKey(
                        name: "fk_roles_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_links",
                schema: "botops",
                columns: table => new
                {
                    token_sha256 = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_links", x => x.token_sha256);
                    table.ForeignKey(
                        name: "fk_sign_in_links_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "builds",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    project_id = table.Column<int>(type: "integer", nullable: false),
                    commit = table.Column<string>(type: "text", nullable: false),
                    settings_digest = table.Column<string>(type: "text", nullable: false),
                    settings = table.Column<string>(type: "jsonb", nullable: false),
                    rebuild = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    log_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    artifact_sha256 = table.Column<string>(type: "text", nullable: true),
                    artifact_bytes = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_builds", x => x.id);
                    table.ForeignKey(
                        name: "fk_builds_logs_log_id",
                        column: x => x.log_id,
                        principalSchema: "botops",
                        principalTable: "logs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_builds_projects_project_id",
                        column: x => x.project_id,
                        principalSchema: "botops",
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "approvals",
                schema: "botops",
                columns: table => new
                {
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approvals", x => new { x.release_id, x.round, x.person_id });
                    table.ForeignKey(
                        name: "fk_approvals_persons_person_id",
                        column: x => x.person_id,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "assignments",
                schema: "botops",
                columns: table => new
                {
                    host_id = table.Column<int>(type: "integer", nullable: false),
                    environment_id = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    release_id = table.Column<long>(type: "bigint", nullable: true),
                    build_id = table.Column<long>(type: "bigint", nullable: true),
                    settings_revision_id = table.Column<long>(type: "bigint", nullable: true),
                    left_out = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assignments", x => new { x.environment_id, x.host_id });
                    table.ForeignKey(
                        name: "fk_assignments_builds_build_id",
                        column: x => x.build_id,
                        principalSchema: "botops",
                        principalTable: "builds",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_assignments_hosts_host_id",
                        column: x => x.host_id,
                        principalSchema: "botops",
                        principalTable: "hosts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                schema: "botops",
                columns: table => new
                {
                    environment_id = table.Column<int>(type: "integer", nullable: false),
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.environment_id);
                });

            migrationBuilder.CreateTable(
                name: "controls",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_controls", x => x.id);
                    table.ForeignKey(
                        name: "fk_controls_persons_by",
                        column: x => x.by,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "environments",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    project_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    production = table.Column<bool>(type: "boolean", nullable: false),
                    policy = table.Column<string>(type: "jsonb", nullable: false),
                    settings_revision_id = table.Column<long>(type: "bigint", nullable: true),
                    current_build_id = table.Column<long>(type: "bigint", nullable: true),
                    current_release_id = table.Column<long>(type: "bigint", nullable: true),
                    last_fence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_environments", x => x.id);
                    table.ForeignKey(
                        name: "fk_environments_builds_current_build_id",
                        column: x => x.current_build_id,
                        principalSchema: "botops",
                        principalTable: "builds",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_environments_projects_project_id",
                        column: x => x.project_id,
                        principalSchema: "botops",
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settings_revisions",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    environment_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    settings = table.Column<string>(type: "jsonb", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_settings_revisions_environments_environment_id",
                        column: x => x.environment_id,
                        principalSchema: "botops",
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_settings_revisions_persons_by",
                        column: x => x.by,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "releases",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    environment_id = table.Column<int>(type: "integer", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    commit = table.Column<string>(type: "text", nullable: false),
                    settings_revision_id = table.Column<long>(type: "bigint", nullable: false),
                    build_id = table.Column<long>(type: "bigint", nullable: true),
                    rebuild = table.Column<bool>(type: "boolean", nullable: false),
                    options = table.Column<string>(type: "jsonb", nullable: false),
                    plan = table.Column<string>(type: "jsonb", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    approvals_needed = table.Column<int>(type: "integer", nullable: false),
                    log_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    waves_done = table.Column<int>(type: "integer", nullable: false),
                    watch_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_releases", x => x.id);
                    table.ForeignKey(
                        name: "fk_releases_builds_build_id",
                        column: x => x.build_id,
                        principalSchema: "botops",
                        principalTable: "builds",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_releases_environments_environment_id",
                        column: x => x.environment_id,
                        principalSchema: "botops",
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_releases_logs_log_id",
                        column: x => x.log_id,
                        principalSchema: "botops",
                        principalTable: "logs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_releases_persons_requested_by",
                        column: x => x.requested_by,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_releases_settings_revisions_settings_revision_id",
                        column: x => x.settings_revision_id,
                        principalSchema: "botops",
                        principalTable: "settings_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "host_runs",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    host_id = table.Column<int>(type: "integer", nullable: false),
                    wave = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    failed_step = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    previous_release_id = table.Column<long>(type: "bigint", nullable: true),
                    previous_build_id = table.Column<long>(type: "bigint", nullable: true),
                    previous_settings_revision_id = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_host_runs_builds_previous_build_id",
                        column: x => x.previous_build_id,
                        principalSchema: "botops",
                        principalTable: "builds",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_host_runs_hosts_host_id",
                        column: x => x.host_id,
                        principalSchema: "botops",
                        principalTable: "hosts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_host_runs_releases_previous_release_id",
                        column: x => x.previous_release_id,
                        principalSchema: "botops",
                        principalTable: "releases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_host_runs_releases_release_id",
                        column: x => x.release_id,
                        principalSchema: "botops",
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_host_runs_settings_revisions_previous_settings_revision_id",
                        column: x => x.previous_settings_revision_id,
                        principalSchema: "botops",
                        principalTable: "settings_revisions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "release_history",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    release_id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<string>(type: "text", nullable: false),
                    to = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_release_history_persons_by",
                        column: x => x.by,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_release_history_releases_release_id",
                        column: x => x.release_id,
                        principalSchema: "botops",
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "host_steps",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    host_run_id = table.Column<long>(type: "bigint", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ok = table.Column<bool>(type: "boolean", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_host_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_host_steps_host_runs_host_run_id",
                        column: x => x.host_run_id,
                        principalSchema: "botops",
                        principalTable: "host_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_person_id",
                schema: "botops",
                table: "accounts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_person_id",
                schema: "botops",
                table: "approvals",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_build_id",
                schema: "botops",
                table: "assignments",
                column: "build_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_host_id",
                schema: "botops",
                table: "assignments",
                column: "host_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_release_id",
                schema: "botops",
                table: "assignments",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_settings_revision_id",
                schema: "botops",
                table: "assignments",
                column: "settings_revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_person_id",
                schema: "botops",
                table: "audit",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject",
                schema: "botops",
                table: "audit",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_builds_log_id",
                schema: "botops",
                table: "builds",
                column: "log_id");

            migrationBuilder.CreateIndex(
                name: "ix_builds_project_id_commit_settings_digest_rebuild",
                schema: "botops",
                table: "builds",
                columns: new[] { "project_id", "commit", "settings_digest", "rebuild" },
                unique: true,
                filter: "state in ('Queued', 'Running', 'Succeeded')");

            migrationBuilder.CreateIndex(
                name: "ix_children_machine",
                schema: "botops",
                table: "children",
                column: "machine");

            migrationBuilder.CreateIndex(
                name: "ix_claims_release_id",
                schema: "botops",
                table: "claims",
                column: "release_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_controls_by",
                schema: "botops",
                table: "controls",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_controls_release_id",
                schema: "botops",
                table: "controls",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_environments_current_build_id",
                schema: "botops",
                table: "environments",
                column: "current_build_id");

            migrationBuilder.CreateIndex(
                name: "ix_environments_current_release_id",
                schema: "botops",
                table: "environments",
                column: "current_release_id");

            migrationBuilder.CreateIndex(
                name: "ix_environments_project_id_name",
                schema: "botops",
                table: "environments",
                columns: new[] { "project_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_environments_settings_revision_id",
                schema: "botops",
                table: "environments",
                column: "settings_revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_host_runs_host_id",
                schema: "botops",
                table: "host_runs",
                column: "host_id");

            migrationBuilder.CreateIndex(
                name: "ix_host_runs_previous_build_id",
                schema: "botops",
                table: "host_runs",
                column: "previous_build_id");

            migrationBuilder.CreateIndex(
                name: "ix_host_runs_previous_release_id",
                schema: "botops",
                table: "host_runs",
                column: "previous_release_id");

            migrationBuilder.CreateIndex(
                name: "ix_host_runs_previous_settings_revision_id",
                schema: "botops",
                table: "host_runs",
                column: "previous_settings_revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_host_runs_release_id_host_id",
                schema: "botops",
                table: "host_runs",
                columns: new[] { "release_id", "host_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_host_steps_host_run_id_step_attempt",
                schema: "botops",
                table: "host_steps",
                columns: new[] { "host_run_id", "step", "attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_hosts_name",
                schema: "botops",
                table: "hosts",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_id",
                schema: "botops",
                table: "inbox",
                column: "id",
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_platform_tenant_event_id",
                schema: "botops",
                table: "inbox",
                columns: new[] { "platform", "tenant", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_follows",
                schema: "botops",
                table: "outbox",
                column: "follows");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_key",
                schema: "botops",
                table: "outbox",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_platform_tenant_id",
                schema: "botops",
                table: "outbox",
                columns: new[] { "platform", "tenant", "id" },
                filter: "sent < wanted and parked is null");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_topic",
                schema: "botops",
                table: "outbox",
                column: "topic");

            migrationBuilder.CreateIndex(
                name: "ix_persons_handle",
                schema: "botops",
                table: "persons",
                column: "handle",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_projects_name",
                schema: "botops",
                table: "projects",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_release_history_by",
                schema: "botops",
                table: "release_history",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_release_history_release_id",
                schema: "botops",
                table: "release_history",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_releases_build_id",
                schema: "botops",
                table: "releases",
                column: "build_id");

            migrationBuilder.CreateIndex(
                name: "ix_releases_environment_id_state",
                schema: "botops",
                table: "releases",
                columns: new[] { "environment_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_releases_log_id",
                schema: "botops",
                table: "releases",
                column: "log_id");

            migrationBuilder.CreateIndex(
                name: "ix_releases_requested_by",
                schema: "botops",
                table: "releases",
                column: "requested_by");

            migrationBuilder.CreateIndex(
                name: "ix_releases_settings_revision_id",
                schema: "botops",
                table: "releases",
                column: "settings_revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_roles_person_id_role_project_environment",
                schema: "botops",
                table: "roles",
                columns: new[] { "person_id", "role", "project", "environment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_settings_revisions_by",
                schema: "botops",
                table: "settings_revisions",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_settings_revisions_environment_id_number",
                schema: "botops",
                table: "settings_revisions",
                columns: new[] { "environment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_links_person_id",
                schema: "botops",
                table: "sign_in_links",
                column: "person_id");

            migrationBuilder.AddForeignKey(
                name: "fk_approvals_releases_release_id",
                schema: "botops",
                table: "approvals",
                column: "release_id",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_environments_environment_id",
                schema: "botops",
                table: "assignments",
                column: "environment_id",
                principalSchema: "botops",
                principalTable: "environments",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_releases_release_id",
                schema: "botops",
                table: "assignments",
                column: "release_id",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_settings_revisions_settings_revision_id",
                schema: "botops",
                table: "assignments",
                column: "settings_revision_id",
                principalSchema: "botops",
                principalTable: "settings_revisions",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_claims_environments_environment_id",
                schema: "botops",
                table: "claims",
                column: "environment_id",
                principalSchema: "botops",
                principalTable: "environments",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_claims_releases_release_id",
                schema: "botops",
                table: "claims",
                column: "release_id",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_controls_releases_release_id",
                schema: "botops",
                table: "controls",
                column: "release_id",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_environments_releases_current_release_id",
                schema: "botops",
                table: "environments",
                column: "current_release_id",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_environments_settings_revisions_settings_revision_id",
                schema: "botops",
                table: "environments",
                column: "settings_revision_id",
                principalSchema: "botops",
                principalTable: "settings_revisions",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_releases_persons_requested_by",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropForeignKey(
                name: "fk_settings_revisions_persons_by",
                schema: "botops",
                table: "settings_revisions");

            migrationBuilder.DropForeignKey(
                name: "fk_environments_releases_current_release_id",
                schema: "botops",
                table: "environments");

            migrationBuilder.DropForeignKey(
                name: "fk_environments_builds_current_build_id",
                schema: "botops",
                table: "environments");

            migrationBuilder.DropForeignKey(
                name: "fk_settings_revisions_environments_environment_id",
                schema: "botops",
                table: "settings_revisions");

            migrationBuilder.DropTable(
                name: "accounts",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "approvals",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "assignments",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "children",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "claims",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "controls",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "host_steps",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "log_chunks",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "release_history",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "roles",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "sign_in_links",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "host_runs",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "hosts",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "persons",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "releases",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "builds",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "logs",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "environments",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "projects",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "settings_revisions",
                schema: "botops");
        }
    }
}
