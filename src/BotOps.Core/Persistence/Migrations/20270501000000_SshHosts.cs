using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotOps.Core.Persistence.Migrations;

/// <summary>BotOps of before neither reads nor writes them; a host that is reached by ssh it refuses by name, since it has no such transport.</summary>
[DbContext(typeof(BotOpsDb))]
[Migration("20270501000000_SshHosts")]
public sealed class SshHosts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "ssh", schema: "botops", table: "hosts", type: "jsonb", nullable: true);
        migrationBuilder.CreateTable(
            name: "host_keys",
            schema: "botops",
            columns: table => new
            {
                server = table.Column<string>(type: "text", nullable: false),
                fingerprint = table.Column<string>(type: "text", nullable: false),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_host_keys", x => x.server));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable(name: "host_keys", schema: "botops");
        migrationBuilder.DropColumn(name: "ssh", schema: "botops", table: "hosts");
    }
}
