using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before saves no logs.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270902000000_BackWaves")]
public sealed class BackWaves : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<bool>(name: "hook_left_out", schema: "botops", table: "scale_hosts", type: "boolean", nullable: false, defaultValue: false);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "hook_left_out", schema: "botops", table: "scale_hosts");
}
