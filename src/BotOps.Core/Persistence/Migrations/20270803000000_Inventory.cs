using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before neither reads nor writes it.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270803000000_Inventory")]
public sealed class Inventory : Migration
{
    const string Schema = "botops";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "instances",
            schema: Schema,
            columns: table => new
            {
                account = table.Column<string>(type: "text", nullable: false),
                region = table.Column<string>(type: "text", nullable: false),
                id = table.Column<string>(type: "text", nullable: false),
                shown = table.Column<string>(type: "jsonb", nullable: false),
                facts = table.Column<string>(type: "jsonb", nullable: false),
                trouble = table.Column<string>(type: "text", nullable: true),
                unowned = table.Column<bool>(type: "boolean", nullable: false),
                seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                gone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_instances", x => new { x.account, x.region, x.id }));
        migrationBuilder.CreateTable(
            name: "cloud_readings",
            schema: Schema,
            columns: table => new
            {
                account = table.Column<string>(type: "text", nullable: false),
                region = table.Column<string>(type: "text", nullable: false),
                number = table.Column<long>(type: "bigint", nullable: false),
                due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                problem = table.Column<string>(type: "text", nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_cloud_readings", x => new { x.account, x.region }));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "instances", schema: Schema);
        migrationBuilder.DropTable(name: "cloud_readings", schema: Schema);
    }
}
