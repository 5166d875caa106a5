using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before reads nothing of it: it goes on beside it, and is not held by a drain.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270301000000_Drains")]
public sealed class Drains : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "drains",
        schema: "botops",
        columns: table => new
        {
            id = table.Column<int>(type: "integer", nullable: false),
            by = table.Column<string>(type: "text", nullable: false),
            reason = table.Column<string>(type: "text", nullable: true),
            since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
        },
        constraints: table =>
        {
            table.PrimaryKey("pk_drains", x => x.id);
            table.CheckConstraint("ck_drains_only", "id = 1");
        });

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "drains", schema: "botops");
}
