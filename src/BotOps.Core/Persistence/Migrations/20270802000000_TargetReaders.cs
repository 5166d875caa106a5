using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before neither reads nor writes it.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270802000000_TargetReaders")]
public sealed class TargetReaders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "target_readers",
        schema: "botops",
        columns: table => new
        {
            name = table.Column<string>(type: "text", nullable: false),
            reads = table.Column<long>(type: "bigint", nullable: false),
            at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
        },
        constraints: table => table.PrimaryKey("pk_target_readers", x => x.name));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "target_readers", schema: "botops");
}
