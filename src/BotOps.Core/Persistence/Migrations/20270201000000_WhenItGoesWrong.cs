using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BotOps.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class WhenItGoesWrong : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "made_current",
                schema: "botops",
                table: "releases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "one_way",
                schema: "botops",
                table: "releases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "override",
                schema: "botops",
                table: "releases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "overwrite_files",
                schema: "botops",
                table: "releases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "question",
                schema: "botops",
                table: "releases",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retry_of",
                schema: "botops",
                table: "releases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "sign_off_needed",
                schema: "botops",
                table: "releases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "signed_off_at",
                schema: "botops",
                table: "releases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "signed_off_by",
                schema: "botops",
                table: "releases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "takes_over",
                schema: "botops",
                table: "releases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "urgent",
                schema: "botops",
                table: "releases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "direction",
                schema: "botops",
                table: "host_runs",
                type: "text",
                nullable: false,
                defaultValue: "Forward");

            migrationBuilder.AddColumn<bool>(
                name: "left_out_knowingly",
                schema: "botops",
                table: "host_runs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "bad_because",
                schema: "botops",
                table: "builds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "bad_since",
                schema: "botops",
                table: "builds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ordered_by",
                schema: "botops",
                table: "builds",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "out_at",
                schema: "botops",
                table: "assignments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "out_by",
                schema: "botops",
                table: "assignments",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "locks",
                schema: "botops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    environment_id = table.Column<int>(type: "integer", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    release_id = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_locks", x => x.id);
                    table.ForeignKey(
                        name: "fk_locks_environments_environment_id",
                        column: x => x.environment_id,
                        principalSchema: "botops",
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_locks_persons_ended_by",
                        column: x => x.ended_by,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_locks_persons_owner_id",
                        column: x => x.owner_id,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_locks_releases_release_id",
                        column: x => x.release_id,
                        principalSchema: "botops",
                        principalTable: "releases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                schema: "botops",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    encrypted = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_secrets", x => x.name);
                    table.ForeignKey(
                        name: "fk_secrets_persons_set_by",
                        column: x => x.set_by,
                        principalSchema: "botops",
                        principalTable: "persons",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_releases_retry_of",
                schema: "botops",
                table: "releases",
                column: "retry_of");

            migrationBuilder.CreateIndex(
                name: "ix_releases_signed_off_by",
                schema: "botops",
                table: "releases",
                column: "signed_off_by");

            migrationBuilder.CreateIndex(
                name: "ix_releases_takes_over",
                schema: "botops",
                table: "releases",
                column: "takes_over");

            migrationBuilder.CreateIndex(
                name: "ix_builds_ordered_by",
                schema: "botops",
                table: "builds",
                column: "ordered_by");

            migrationBuilder.CreateIndex(
                name: "ix_assignments_out_by",
                schema: "botops",
                table: "assignments",
                column: "out_by");

            migrationBuilder.CreateIndex(
                name: "ix_locks_ended_by",
                schema: "botops",
                table: "locks",
                column: "ended_by");

            migrationBuilder.CreateIndex(
                name: "ix_locks_environment_id",
                schema: "botops",
                table: "locks",
                column: "environment_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_locks_owner_id",
                schema: "botops",
                table: "locks",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_locks_release_id",
                schema: "botops",
                table: "locks",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_secrets_set_by",
                schema: "botops",
                table: "secrets",
                column: "set_by");

            migrationBuilder.AddForeignKey(
                name: "fk_assignments_persons_out_by",
                schema: "botops",
                table: "assignments",
                column: "out_by",
                principalSchema: "botops",
                principalTable: "persons",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_builds_persons_ordered_by",
                schema: "botops",
                table: "builds",
                column: "ordered_by",
                principalSchema: "botops",
                principalTable: "persons",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_releases_persons_signed_off_by",
                schema: "botops",
                table: "releases",
                column: "signed_off_by",
                principalSchema: "botops",
                principalTable: "persons",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_releases_releases_retry_of",
                schema: "botops",
                table: "releases",
                column: "retry_of",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_releases_releases_takes_over",
                schema: "botops",
                table: "releases",
                column: "takes_over",
                principalSchema: "botops",
                principalTable: "releases",
                principalColumn: "id");

            // Releases of before this column: they made their build current by ending Succeeded over all hosts
            migrationBuilder.Sql("update botops.releases set made_current = true where state = 'Succeeded' and (plan->>'whole')::boolean");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_assignments_persons_out_by",
                schema: "botops",
                table: "assignments");

            migrationBuilder.DropForeignKey(
                name: "fk_builds_persons_ordered_by",
                schema: "botops",
                table: "builds");

            migrationBuilder.DropForeignKey(
                name: "fk_releases_persons_signed_off_by",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropForeignKey(
                name: "fk_releases_releases_retry_of",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropForeignKey(
                name: "fk_releases_releases_takes_over",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropTable(
                name: "locks",
                schema: "botops");

            migrationBuilder.DropTable(
                name: "secrets",
                schema: "botops");

            migrationBuilder.DropIndex(
                name: "ix_releases_retry_of",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropIndex(
                name: "ix_releases_signed_off_by",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropIndex(
                name: "ix_releases_takes_over",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropIndex(
                name: "ix_builds_ordered_by",
                schema: "botops",
                table: "builds");

            migrationBuilder.DropIndex(
                name: "ix_assignments_out_by",
                schema: "botops",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "made_current",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "one_way",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "override",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "overwrite_files",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "question",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "retry_of",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "sign_off_needed",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "signed_off_at",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "signed_off_by",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "takes_over",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "urgent",
                schema: "botops",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "direction",
                schema: "botops",
                table: "host_runs");

            migrationBuilder.DropColumn(
                name: "left_out_knowingly",
                schema: "botops",
                table: "host_runs");

            migrationBuilder.DropColumn(
                name: "bad_because",
                schema: "botops",
                table: "builds");

            migrationBuilder.DropColumn(
                name: "bad_since",
                schema: "botops",
                table: "builds");

            migrationBuilder.DropColumn(
                name: "ordered_by",
                schema: "botops",
                table: "builds");

            migrationBuilder.DropColumn(
                name: "out_at",
                schema: "botops",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "out_by",
                schema: "botops",
                table: "assignments");
        }
    }
}
