using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before takes roles of groups for the persons' own; what it takes away, a worker of this version gives back.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270401000000_Groups")]
public sealed class Groups : Migration
{
    static readonly string[] OfOneRole = ["person_id", "role", "project", "environment"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "groups",
            schema: "botops",
            columns: table => new
            {
                platform = table.Column<string>(type: "text", nullable: false),
                tenant = table.Column<string>(type: "text", nullable: false),
                external_id = table.Column<string>(type: "text", nullable: false),
                grants = table.Column<string>(type: "jsonb", nullable: false),
                members = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_groups", x => new { x.platform, x.tenant, x.external_id }));

        migrationBuilder.AddColumn<string>("source", "roles", "text", schema: "botops", nullable: true);
        migrationBuilder.CreateIndex("ix_roles_person_id_role_project_environment_source", "roles", [.. OfOneRole, "source"], "botops", unique: true)
            .Annotation("Npgsql:NullsDistinct", false);
        migrationBuilder.DropIndex("ix_roles_person_id_role_project_environment", "roles", "botops");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("delete from botops.roles where source is not null");
        migrationBuilder.CreateIndex("ix_roles_person_id_role_project_environment", "roles", OfOneRole, "botops", unique: true);
        migrationBuilder.DropIndex("ix_roles_person_id_role_project_environment_source", "roles", "botops");
        migrationBuilder.DropColumn("source", "roles", "botops");
        migrationBuilder.DropTable(name: "groups", schema: "botops");
    }
}
