using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before neither reads nor writes them: what it applies has no owner, which counts as a file.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270403000000_ManagedProjects")]
public sealed class ManagedProjects : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "managed_by", schema: "botops", table: "projects", type: "text", nullable: true);
        migrationBuilder.CreateTable(
            name: "project_drafts",
            schema: "botops",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                input = table.Column<string>(type: "jsonb", nullable: false),
                channel = table.Column<string>(type: "text", nullable: true),
                asked = table.Column<long>(type: "bigint", nullable: true),
                by = table.Column<Guid>(type: "uuid", nullable: false),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_project_drafts", x => x.id);
                table.ForeignKey("fk_project_drafts_persons_by", x => x.by, principalSchema: "botops", principalTable: "persons", principalColumn: "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex(name: "ix_project_drafts_by", schema: "botops", table: "project_drafts", column: "by");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "project_drafts", schema: "botops");
        migrationBuilder.DropColumn(name: "managed_by", schema: "botops", table: "projects");
    }
}
