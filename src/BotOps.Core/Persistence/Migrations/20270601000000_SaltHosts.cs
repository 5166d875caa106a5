using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before sends every artifact, and refuses a host that is reached by Salt by name, since it has no such transport.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270601000000_SaltHosts")]
public sealed class SaltHosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "salt", schema: "botops", table: "hosts", type: "jsonb", nullable: true);
        migrationBuilder.AddColumn<bool>(name: "pulls", schema: "botops", table: "hosts", type: "boolean", nullable: false, defaultValue: false);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "pulls", schema: "botops", table: "hosts");
        migrationBuilder.DropColumn(name: "salt", schema: "botops", table: "hosts");
    }
}
