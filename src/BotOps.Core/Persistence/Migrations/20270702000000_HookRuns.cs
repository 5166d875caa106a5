using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before runs no hooks: a rollout that it has taken up goes on without them.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270702000000_HookRuns")]
public sealed class HookRuns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "hook_runs",
            schema: "botops",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                release_id = table.Column<long>(type: "bigint", nullable: true),
                build_id = table.Column<long>(type: "bigint", nullable: true),
                hook = table.Column<string>(type: "text", nullable: false),
                wave = table.Column<int>(type: "integer", nullable: false),
                back = table.Column<bool>(type: "boolean", nullable: false),
                attempts = table.Column<int>(type: "integer", nullable: false),
                started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                failure = table.Column<string>(type: "text", nullable: true),
                left_out = table.Column<bool>(type: "boolean", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_hook_runs", x => x.id);
                table.ForeignKey("fk_hook_runs_builds_build_id", x => x.build_id, "builds", "id", principalSchema: "botops");
                table.ForeignKey("fk_hook_runs_releases_release_id", x => x.release_id, "releases", "id", principalSchema: "botops");
            });
        migrationBuilder.CreateIndex("ix_hook_runs_build_id", "hook_runs", "build_id", "botops");
        migrationBuilder.CreateIndex("ix_hook_runs_release_id_build_id_hook_wave_back", "hook_runs", ["release_id", "build_id", "hook", "wave", "back"], "botops", unique: true)
            .Annotation("Npgsql:NullsDistinct", false);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "hook_runs", schema: "botops");
}
